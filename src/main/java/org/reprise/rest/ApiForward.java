package org.reprise.rest;

import jakarta.inject.Inject;
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
 * also extensionless ones, are mapped to the Faces servlet and so pass by themselves, as do health and OpenAPI. Metrics
 * are Reprise's own, also on a server that has a servlet of that name. While the server starts or stops everybody but
 * those who ask for its health or metrics is told to come back.
 */
public class ApiForward extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Doors doors;

    /** Loads what an answer is made of: a server that stops loads no more classes. */
    @Override
    public void init() {
        Problem.of(ProblemCode.UNAVAILABLE, Problem.detail(503), "/").toString();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!asksForHealth(request) && !asksForMetrics(request) && !areDoorsOpen()) {
            response.setHeader("Retry-After", "1");
            // not by sendError: the servlet behind the error page has not started either
            ProblemPage.answer(request, response, ProblemCode.UNAVAILABLE, detail());
        } else if (isForSomebodyElse(request)) {
            chain.doFilter(request, response);
        } else {
            // still encoded, so that an encoded slash or percent sign reaches JAX-RS as it was sent
            request.getRequestDispatcher("/api"
                            + request.getRequestURI()
                                    .substring(request.getContextPath().length()))
                    .forward(request, response);
        }
    }

    /** A server that stops takes its beans away before its last requests are answered. */
    private boolean areDoorsOpen() {
        try {
            return doors.areOpen();
        } catch (IllegalStateException | jakarta.enterprise.context.ContextException e) {
            return false;
        }
    }

    private String detail() {
        try {
            return doors.detail();
        } catch (IllegalStateException | jakarta.enterprise.context.ContextException e) {
            return Problem.detail(503);
        }
    }

    private static boolean asksForHealth(HttpServletRequest request) {
        return isBelow("/health", request);
    }

    private static boolean asksForMetrics(HttpServletRequest request) {
        return isBelow("/metrics", request);
    }

    private static boolean isBelow(String route, HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(route) || path.startsWith(route + "/");
    }

    private boolean isForSomebodyElse(HttpServletRequest request) throws MalformedURLException {
        return !asksForMetrics(request) && !endsWithASlash(request) && hasAServletOrFile(request);
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
