package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.reprise.Said;

/** What people see where programs get a problem: whoever asks for HTML is a browser that somebody sits in front of. */
final class PageOfError {
    static final String TYPE = "text/html; charset=utf-8";

    private PageOfError() {}

    /** Whether the request is a look at an address, by a browser. */
    static boolean isWantedBy(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        boolean looks = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return looks && accept != null && accept.contains("text/html");
    }

    /**
     * @param status as it is answered: 404 and others that mean that nobody is to look there, or a failure
     * @param path as the browser sent it
     */
    static String of(HttpServletRequest request, int status, String path) {
        var locale = request.getLocale().getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        boolean failed = status >= 500;
        var title = Said.of(failed ? "page.failed" : "page.unknown").in(locale);
        var text = (failed ? Said.of("page.failed.text") : Said.of("page.unknown.text", path)).in(locale);
        var base = escaped(request.getContextPath());
        return String.join(
                "\n",
                List.of(
                        "<!DOCTYPE html>",
                        "<html lang=\"" + locale.getLanguage() + "\"><head><title>" + title + " · Reprise</title>",
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                        "<link rel=\"stylesheet\" href=\"" + base
                                + "/jakarta.faces.resource/reprise.css.xhtml?ln=reprise\"></head>",
                        "<body><main><div class=\"empty\"><h1>" + title + "</h1><p>" + escaped(text) + "</p>",
                        "<a class=\"button primary\" href=\"" + base + "/\">"
                                + Said.of("page.back").in(locale) + "</a></div></main></body></html>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
