package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.reprise.Settings;

/**
 * Holds pages of other origins off. A browser says whose page sends a request: one that may change something has to be
 * ours, or of an origin that {@code REPRISE_ALLOWED_ORIGINS} names. Those may read answers as well (CORS); pages of
 * ours and their web socket are for people who look at them here. Programs say nothing of the kind, and pass.
 */
public class OriginCheck extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

    private static final String READABLE = "Allow, ETag, Location, Retry-After, " + RequestId.HEADER;
    private static final String SENDABLE =
            "Authorization, Content-Type, If-Match, " + IdempotencyKey.HEADER + ", " + RequestId.HEADER;

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var origin = request.getHeader("Origin");
        boolean allowed = origin != null && !Pages.areAskedFor(request) && !isSocket(request) && isAllowed(origin);
        response.addHeader("Vary", "Origin");
        if (allowed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", READABLE);
        }
        if (isPreflight(request)) {
            preflight(request, response, origin, allowed);
        } else if (isSafe(request) || allowed || isOwn(request, origin)) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response, origin);
        }
    }

    private boolean isAllowed(String origin) {
        return settings.web().allowedOrigins().contains(origin);
    }

    /** A web socket opens with a GET, and is no page's but ours: whoever has it is told everything. */
    private static boolean isSafe(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod()) && !isSocket(request);
    }

    static boolean isSocket(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Upgrade")).stream()
                .anyMatch(protocol -> protocol.toLowerCase(Locale.ROOT).contains("websocket"));
    }

    /** A proxy may have put another name into Host; that a browser speaks of the same origin is enough. */
    private boolean isOwn(HttpServletRequest request, String origin) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && SAME_SITE.contains(site)
                || site == null && origin == null
                || origin != null
                        && (!settings.web().isSecure() || origin.startsWith("https://") || isLoopback(request))
                        && origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"))
                || settings.web()
                        .publicUrl()
                        .filter(url -> url.toString().equalsIgnoreCase(origin))
                        .isPresent();
    }

    private static boolean isLoopback(HttpServletRequest request) {
        return HostNames.name(request.getHeader("Host"))
                .filter(HostNames::isLoopback)
                .isPresent();
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void preflight(
            HttpServletRequest request, HttpServletResponse response, String origin, boolean allowed)
            throws IOException {
        if (!allowed) {
            refuse(request, response, origin);
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", SENDABLE);
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, String origin)
            throws IOException {
        ProblemPage.answer(
                request,
                response,
                ProblemCode.FOREIGN_ORIGIN,
                "A page of " + (origin == null ? "another site" : Nearest.shown(origin))
                        + " may not do this; REPRISE_ALLOWED_ORIGINS names the origins that may.");
    }
}
