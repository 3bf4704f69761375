package org.reprise.rest;

import jakarta.enterprise.context.ContextException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * While the server starts, stops or lacks its database, everybody but those who ask for its state is told to come back:
 * programs by a problem, people by a page that looks again by itself.
 */
public class ReadinessCheck extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    private transient Doors doors;

    /** Loads what an answer is made of: a server that stops loads no more classes. */
    @Override
    public void init() {
        Problem.of(ProblemCode.UNAVAILABLE, Problem.detail(503), "/").toString();
        NotReadyPage.prepare();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Monitors.isMonitored(Route.of(request)) || areDoorsOpen()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", "1");
        if (isForPeople(request)) {
            NotReadyPage.answer(request, response, detail());
        } else {
            // not by sendError: the servlet behind the error page has not started either
            ProblemPage.answer(request, response, ProblemCode.UNAVAILABLE, detail());
        }
    }

    private static boolean isForPeople(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return READING.contains(request.getMethod())
                && !Pages.isResource(request)
                && accept != null
                && accept.contains("text/html");
    }

    /** A server that stops takes its beans away before its last requests are answered. */
    private boolean areDoorsOpen() {
        try {
            return doors.areOpen();
        } catch (IllegalStateException | ContextException e) {
            return false;
        }
    }

    private String detail() {
        try {
            return doors.detail();
        } catch (IllegalStateException | ContextException e) {
            return Problem.detail(503);
        }
    }
}
