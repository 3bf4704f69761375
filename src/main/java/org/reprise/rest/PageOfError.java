package org.reprise.rest;

import static org.jsoup.nodes.Entities.escape;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;

/**
 * What people see where programs get a problem. It needs no scripts and nothing that has to start: it is shown also
 * while pages cannot be, and then has a style of its own.
 */
final class PageOfError {
    static final String TYPE = "text/html; charset=utf-8";

    /** What such a page may load. */
    static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> LANGUAGES = Set.of("en", "de");
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8">%s
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>%s · Reprise</title>
            </head><body><main><div class="empty"><h1>%3$s</h1><p>%s</p><p>%s</p></div></main></body></html>
            """;
    private static final String STYLE = """
            <style>
            body{font:15px/1.5 Inter,system-ui,sans-serif;max-width:34em;margin:18vh auto 0;padding:0 1.5em}
            h1{font-size:24px}
            </style>
            """;
    private static final String LOOK_AGAIN = STYLE + "<meta http-equiv=\"refresh\" content=\"2\">";

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
        var locale = language(request).equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        return switch (status) {
            case 421 ->
                page(
                        locale,
                        STYLE,
                        LocalizedMessage.of("page.misdirected"),
                        LocalizedMessage.of("page.misdirected.text"),
                        "");
            case 503 -> notReady(locale, detail);
            case 401 ->
                page(
                        locale,
                        style(request),
                        LocalizedMessage.of("page.unauthenticated"),
                        LocalizedMessage.of("page.unauthenticated.text"),
                        link(request, "/signin", LocalizedMessage.of("page.sign-in"), locale));
            case 403 ->
                page(
                        locale,
                        style(request),
                        LocalizedMessage.of("page.forbidden"),
                        LocalizedMessage.of("page.forbidden.text"),
                        back(request, locale));
            default -> {
                boolean failed = status >= 500;
                yield page(
                        locale,
                        style(request),
                        LocalizedMessage.of(failed ? "page.failed" : "page.unknown"),
                        failed
                                ? LocalizedMessage.of("page.failed.text")
                                : LocalizedMessage.of("page.unknown.text", path),
                        back(request, locale));
            }
        };
    }

    /** As somebody chose it in the menu of pages; else their browser's. */
    private static String language(HttpServletRequest request) {
        return Stream.of(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]))
                .filter(cookie -> cookie.getName().equals("language"))
                .map(Cookie::getValue)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElseGet(() -> request.getLocale().getLanguage());
    }

    private static String notReady(Locale locale, String detail) {
        return page(
                locale,
                LOOK_AGAIN,
                LocalizedMessage.of("server.unready"),
                LocalizedMessage.of("server.unready.again"),
                // which is no news where it says the same
                detail.equals(Problem.detail(503)) ? "" : escape(detail));
    }

    private static String style(HttpServletRequest request) {
        return Stream.of("tokens.css", "reprise.css")
                .map(sheet -> "<link rel=\"stylesheet\" href=\"" + escape(request.getContextPath())
                        + "/jakarta.faces.resource/" + sheet + ".xhtml?ln=reprise\">")
                .collect(Collectors.joining());
    }

    private static String back(HttpServletRequest request, Locale locale) {
        return link(request, "/", LocalizedMessage.of("page.back"), locale);
    }

    private static String link(HttpServletRequest request, String path, LocalizedMessage text, Locale locale) {
        return "<a class=\"button primary\" href=\"" + escape(request.getContextPath()) + path + "\">"
                + escape(text.in(locale)) + "</a>";
    }

    private static String page(Locale locale, String head, LocalizedMessage title, LocalizedMessage text, String last) {
        return HTML.formatted(locale.getLanguage(), head, escape(title.in(locale)), escape(text.in(locale)), last);
    }
}
