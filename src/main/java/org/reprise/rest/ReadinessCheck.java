package org.reprise.rest;

import jakarta.enterprise.context.ContextException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.reprise.lifecycle.Readiness;

/**
 * While the server starts, stops or lacks its database, everybody but those who ask for its state is told to come back:
 * programs by a problem, people by a page that looks again by itself.
 */
public class ReadinessCheck extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Readiness readiness;

    /** Loads what an answer is made of: a server that stops loads no more classes. */
    @Override
    public void init() {
        Problem.of(ProblemCode.UNAVAILABLE, Problem.detail(503), "/").toString();
        PageOfError.prepare();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Monitors.isMonitored(Route.of(request)) || isLetIn()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", "1");
        // not by sendError: the servlet behind the error page has not started either
        ProblemPage.answer(request, response, ProblemCode.UNAVAILABLE, detail());
    }

    /** A server that stops takes its beans away before its last requests are answered. */
    private boolean isLetIn() {
        try {
            return readiness.isReady();
        } catch (IllegalStateException | ContextException e) {
            return false;
        }
    }

    private String detail() {
        try {
            return readiness.detail();
        } catch (IllegalStateException | ContextException e) {
            return Problem.detail(503);
        }
    }
}
