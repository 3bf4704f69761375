package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.reprise.Settings;
import org.reprise.rest.GuardedResponse.Kind;

/**
 * What browsers are told of every answer: to load nothing for it, to take it for nothing else, to show it in no frame,
 * to keep it nowhere. A page says for itself what it loads. Resources of pages (styles, scripts) are kept.
 */
public class SecurityHeaders extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** A year, in seconds. */
    private static final String TLS_ALONE = "max-age=31536000";

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(
                GuardedResponse.CSP, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (settings.web().isSecure()) {
            response.setHeader("Strict-Transport-Security", TLS_ALONE);
        }
        var kind = kind(request);
        if (kind != Kind.RESOURCE) {
            response.setHeader(GuardedResponse.CACHE, "no-store");
        }
        chain.doFilter(request, new GuardedResponse(response, request.getHeader("Host"), kind));
    }

    private static Kind kind(HttpServletRequest request) {
        if (Pages.isResource(request)) {
            return Kind.RESOURCE;
        }
        return Pages.areAskedFor(request) ? Kind.PAGE : Kind.ROUTE;
    }
}
