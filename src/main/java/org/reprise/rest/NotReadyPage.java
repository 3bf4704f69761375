package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.reprise.Said;

/** For people, while pages cannot be shown: without scripts, styles from elsewhere, or anything that has to start. */
final class NotReadyPage {
    private static final Map<String, Locale> LANGUAGES = Map.of("en", Locale.ENGLISH, "de", Locale.GERMAN);

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>%s · Reprise</title>
            <style>body{font:15px/1.5 Inter,system-ui,sans-serif;max-width:34em;margin:18vh auto 0;padding:0 1.5em}h1{font-size:24px}</style>
            </head><body><h1>%2$s</h1><p>%s</p><p>%s</p></body></html>
            """;

    private NotReadyPage() {}

    /** Loads its words. */
    static void prepare() {
        LANGUAGES.values().forEach(language -> page(language, Problem.detail(503)));
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(
                GuardedResponse.CSP,
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
        response.setContentType("text/html; charset=utf-8");
        var language = LANGUAGES.getOrDefault(request.getLocale().getLanguage(), Locale.ENGLISH);
        response.getWriter().print(page(language, detail));
    }

    private static String page(Locale language, String detail) {
        return HTML.formatted(
                language.getLanguage(),
                Said.of("server.unready").in(language),
                Said.of("server.unready.again").in(language),
                // which is no news where it says the same
                detail.equals(Problem.detail(503)) ? "" : escaped(detail));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
