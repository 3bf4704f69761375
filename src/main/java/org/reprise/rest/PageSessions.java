package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;

/**
 * Sees which browsers come back with the session that a page gave them: those are kept, as {@link PageSessionLimits}
 * says. A session is of the sign-in that it was made for: what it holds is for nobody else.
 */
public class PageSessions extends HttpFilter {
    private static final long serialVersionUID = 1;

    private static final String OWNER = PageSessions.class.getName();

    @Inject
    private transient PageSessionLimits limits;

    @Inject
    private transient CurrentCaller caller;

    /** @param signIn null: nobody signs in */
    record Owner(Long person, Long signIn) implements Serializable {}

    static void bind(HttpSession session, long person, long signIn) {
        session.setAttribute(OWNER, new Owner(person, signIn));
    }

    /** Of whoever is at the machine, or of nobody, it has no owner. */
    static Optional<Owner> owner(HttpSession session) {
        return Optional.ofNullable((Owner) session.getAttribute(OWNER));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var session = request.getRequestedSessionId() == null ? null : request.getSession(false);
        if (session != null && !isOf(session, caller.find())) {
            session.invalidate();
        } else if (session != null && isNew(session)) {
            limits.usedAgain(session);
        }
        chain.doFilter(request, response);
    }

    static boolean isOf(HttpSession session, Optional<Caller> who) {
        return owner(session).equals(who.flatMap(PageSessions::owner));
    }

    static Optional<Owner> owner(Caller who) {
        return who.signIn() == null ? Optional.empty() : Optional.of(new Owner(who.id(), who.signIn()));
    }

    private static boolean isNew(HttpSession session) {
        return session.getMaxInactiveInterval() < PageSessionLimits.KEPT_SECONDS;
    }
}
