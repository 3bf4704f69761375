package org.reprise.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.reprise.access.SignInService.Opened;
import org.reprise.access.SignInService.Visitor;

/**
 * What ties a sign-in to a browser. Pages and routes sign in by the same cookies, which are known to the edge alone.
 */
public interface BrowserSignIn {
    /** Who wants in, as far as the request tells. */
    Visitor visitor(HttpServletRequest request);

    /** From now on the browser is signed in; its session for pages gets another id. */
    void give(Opened opened, HttpServletRequest request, HttpServletResponse response);

    /** From now on it is not, and its session for pages is over. */
    void take(HttpServletRequest request, HttpServletResponse response);
}
