package org.reprise.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.net.MalformedURLException;

/**
 * Leads clients of the root routes to JAX-RS: whatever no servlet is mapped to and no file of the WAR answers. Pages,
 * also extensionless ones, are mapped to the Faces servlet and so pass by themselves. Health, metrics and OpenAPI are
 * Reprise's own, also on a server that has servlets of these names.
 */
public class ApiForward extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isForSomebodyElse(request)) {
            chain.doFilter(request, response);
        } else {
            request.getRequestDispatcher("/api" + path(request)).forward(request, response);
        }
    }

    /** Still encoded, so that an encoded slash or percent sign reaches JAX-RS as it was sent. */
    private static String path(HttpServletRequest request) {
        var route = Route.of(request);
        return Monitors.isMonitored(route)
                ? route
                : request.getRequestURI().substring(request.getContextPath().length());
    }

    private boolean isForSomebodyElse(HttpServletRequest request) throws MalformedURLException {
        return !Monitors.isMonitored(Route.of(request)) && !endsWithASlash(request) && hasAServletOrFile(request);
    }

    /** The server takes such a path for a folder and puts its welcome page there; no page of ours is in a folder. */
    static boolean endsWithASlash(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.length() > 1 && path.endsWith("/") && !path.startsWith("/api/");
    }

    private boolean hasAServletOrFile(HttpServletRequest request) throws MalformedURLException {
        return request.getHttpServletMapping().getMappingMatch() != MappingMatch.DEFAULT
                || request.getServletPath().equals("/")
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                || isFile(request.getServletPath());
    }

    private boolean isFile(String path) throws MalformedURLException {
        boolean hidden =
                path.regionMatches(true, 0, "/WEB-INF", 0, 8) || path.regionMatches(true, 0, "/META-INF", 0, 9);
        return !hidden
                && path.indexOf('\0') < 0
                && !path.endsWith("/")
                && getServletContext().getResource(path) != null
                && getServletContext().getResourcePaths(path + "/") == null;
    }
}
