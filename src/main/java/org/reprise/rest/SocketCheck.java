package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.progress.GivenChannels;
import org.reprise.progress.Listener;
import org.reprise.progress.OpenSockets;

/**
 * Lets web sockets be opened where there are some, by the browser whose page was given them, and as many as the server
 * can tell in time.
 */
public class SocketCheck extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String SOCKETS = "/jakarta.faces.push";

    @Inject
    private transient OpenSockets sockets;

    @Inject
    private transient CurrentCaller caller;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!OriginCheck.isSocket(request)) {
            chain.doFilter(request, response);
        } else if (!Route.isBelow(SOCKETS, request)) {
            ProblemPage.answer(request, response, ProblemCode.NOT_FOUND, Problem.detail(404));
        } else if (!isGiven(request)) {
            ProblemPage.answer(request, response, ProblemCode.FORBIDDEN, "No page of yours listens there.");
        } else if (mayOpenAnother()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", "5");
            ProblemPage.answer(
                    request,
                    response,
                    ProblemCode.UNAVAILABLE,
                    "Too many pages are open; those that are told nothing look for news by themselves.");
        }
    }

    /** A program has no pages. */
    private boolean isGiven(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && PageSessions.isOf(session, caller.find())
                && GivenChannels.isGiven(session.getAttribute(GivenChannels.key()), request.getQueryString());
    }

    private boolean mayOpenAnother() {
        var who = caller.find();
        return sockets.takeAnother(who.map(Caller::key).orElse(""), Listener.of(who));
    }
}
