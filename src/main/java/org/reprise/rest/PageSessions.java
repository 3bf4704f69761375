package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Sees which browsers come back with the session that a page gave them: those are kept, as {@link PageSessionLimits}
 * says.
 */
public class PageSessions extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient PageSessionLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var session = request.getRequestedSessionId() == null ? null : request.getSession(false);
        if (session != null && isNew(session)) {
            limits.usedAgain(session);
        }
        chain.doFilter(request, response);
    }

    private static boolean isNew(HttpSession session) {
        return session.getMaxInactiveInterval() < PageSessionLimits.KEPT_SECONDS;
    }
}
