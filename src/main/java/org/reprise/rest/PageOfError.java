package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.reprise.Said;

/**
 * What people see where programs get a problem. It needs no scripts, no styles from elsewhere and nothing that has to
 * start: it is shown also while pages cannot be.
 */
final class PageOfError {
    static final String TYPE = "text/html; charset=utf-8";

    /** What such a page may load. */
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8">%s
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>%s · Reprise</title>
            <style>
            body{font:15px/1.5 Inter,system-ui,sans-serif;max-width:34em;margin:18vh auto 0;padding:0 1.5em;overflow-wrap:anywhere}
            h1{font-size:24px}
            </style>
            </head><body><h1>%3$s</h1><p>%s</p><p>%s</p></body></html>
            """;
    private static final String LOOK_AGAIN = "<meta http-equiv=\"refresh\" content=\"2\">";

    private PageOfError() {}

    /** Loads what such a page is made of: a server that stops loads no more classes. */
    static void prepare() {
        for (var locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
            notReady(locale, Problem.detail(503));
        }
    }

    /** Whether somebody looks at an address with a browser. Java's own client asks for HTML as well, not for XHTML. */
    static boolean isWantedBy(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return READING.contains(request.getMethod()) && accept != null && accept.contains("application/xhtml+xml");
    }

    /**
     * Answers with a page.
     *
     * @param code 404 and others that mean that nobody is to look there, a failure, or that it is not ready: then the
     *     page looks again by itself
     * @param detail why, for a code whose page has no words of its own
     */
    static void answer(HttpServletRequest request, HttpServletResponse response, int status, String path, String detail)
            throws IOException {
        response.setStatus(status);
        response.setHeader(GuardedResponse.CSP, POLICY);
        response.setContentType(TYPE);
        response.getWriter().print(of(request, status, path, detail));
    }

    /** @param path as the browser sent it */
    static String of(HttpServletRequest request, int status, String path, String detail) {
        var locale = request.getLocale().getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        return switch (status) {
            case 421 -> page(locale, "", Said.of("page.misdirected"), Said.of("page.misdirected.text"), "");
            case 503 -> notReady(locale, detail);
            default ->
                status >= 500
                        ? page(locale, "", Said.of("page.failed"), Said.of("page.failed.text"), back(request, locale))
                        : page(
                                locale,
                                "",
                                Said.of("page.unknown"),
                                Said.of("page.unknown.text", path),
                                back(request, locale));
        };
    }

    private static String notReady(Locale locale, String detail) {
        return page(
                locale,
                LOOK_AGAIN,
                Said.of("server.unready"),
                Said.of("server.unready.again"),
                // which is no news where it says the same
                detail.equals(Problem.detail(503)) ? "" : escaped(detail));
    }

    private static String back(HttpServletRequest request, Locale locale) {
        return "<a href=\"" + escaped(request.getContextPath()) + "/\">"
                + escaped(Said.of("page.back").in(locale)) + "</a>";
    }

    private static String page(Locale locale, String head, Said title, Said text, String last) {
        return HTML.formatted(locale.getLanguage(), head, escaped(title.in(locale)), escaped(text.in(locale)), last);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
