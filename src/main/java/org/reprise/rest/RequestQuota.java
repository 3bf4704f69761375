package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Quotas;

/** Refuses requests that come too fast, of each person, token and address. Behind {@link SignInCheck}. */
public class RequestQuota extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Quotas quotas;

    @Inject
    private transient CurrentCaller caller;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Telegram's updates come without a caller, as fast as people write
        var wait = caller.find().filter(who -> isCounted(request)).flatMap(quotas::request);
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", String.valueOf(wait.get().toSeconds() + 1));
            ProblemPage.answer(
                    request,
                    response,
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Too many requests; the header Retry-After says when there is room for another.");
        }
    }

    /** Probes say whether Reprise is well, and what a page looks like is in the browser's cache as a rule. */
    private static boolean isCounted(HttpServletRequest request) {
        return !Route.isBelow("/health", request)
                && !Route.isBelow("/jakarta.faces.resource", request)
                && !Route.isBelow("/resources", request);
    }
}
