package org.reprise.rest;

import static org.jsoup.nodes.Entities.escape;

import jakarta.enterprise.context.ContextException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.logging.Logger;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.PeopleService;
import org.reprise.access.Refusals;
import org.reprise.access.Role;
import org.reprise.access.SetupToken;
import org.reprise.access.SignInService;
import org.reprise.access.TokenService;
import org.reprise.lifecycle.Readiness;
import org.reprise.storage.StorageFailed;

/**
 * Who is it, and may they? A request comes with the cookie of a person, the token of a program, or from whoever is at
 * the machine while nobody can sign in. Everything else, and everybody whose role does not do for the method and route,
 * is refused here, before anything is asked of a page or resource.
 */
public class SignInCheck extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(SignInCheck.class.getName());
    private static final String BEARER = "Bearer ";

    @Inject
    private transient CurrentCaller current;

    @Inject
    private transient SignInService signIns;

    @Inject
    private transient TokenService tokens;

    @Inject
    private transient PeopleService people;

    @Inject
    private transient SetupToken setup;

    @Inject
    private transient Locality locality;

    @Inject
    private transient SignInCookie cookie;

    @Inject
    private transient Senders senders;

    @Inject
    private transient Monitors monitors;

    @Inject
    private transient Readiness readiness;

    @Inject
    private transient Refusals refusals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var route = Route.of(request);
        if (Route.isOfTelegram(route)) {
            // it proves who it is by a secret of its own, and what it brings is nobody's request
            chain.doFilter(request, response);
            return;
        }
        var headers = Collections.list(request.getHeaders("Authorization"));
        boolean isBearer = headers.size() == 1 && headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (!headers.isEmpty() && !isBearer) {
            unauthorised(request, response, "Authorization takes one token, as in: Authorization: Bearer rpr_…");
            return;
        }
        var token = isBearer ? headers.get(0).substring(BEARER.length()).strip() : null;
        var who = identified(request, route, token);
        if (who == null) {
            response.setHeader("Retry-After", "1");
            ProblemPage.answer(request, response, ProblemCode.UNAVAILABLE, Problem.detail(503));
        } else if (who.kind() == Caller.Kind.NOBODY && isBearer && !Monitors.isMonitored(route)) {
            unauthorised(request, response, "The token is none, or no longer: it was revoked or has expired.");
        } else {
            letIn(who, route, request, response, chain);
        }
    }

    /** @return null: nobody can say now */
    private Caller identified(HttpServletRequest request, String route, String token) {
        boolean isState = Monitors.isMonitored(route);
        try {
            return isState && (!readiness.isReady() || monitors.areNamed(request))
                    ? unasked(request)
                    : who(request, token);
        } catch (StorageFailed e) {
            LOG.log(
                    e.level(),
                    () -> "request " + RequestId.of(request) + " to " + request.getRequestURI() + " was put off: "
                            + e.getMessage());
            return isState ? unasked(request) : null;
        } catch (IllegalStateException | ContextException e) {
            // a server that stops takes its beans away before its last requests are answered
            return null;
        }
    }

    /** @param token null: none was sent */
    private Caller who(HttpServletRequest request, String token) {
        var origin = senders.origin(request);
        var found = token != null
                ? tokens.find(token, origin)
                : cookie.signIn(request).flatMap(secret -> signIns.find(secret, origin));
        return found.orElseGet(() -> token == null && !people.areThereAny() && locality.isLocal(request)
                ? Caller.local(origin)
                : Caller.nobody(origin));
    }

    /**
     * The state of the server is told while its database is away, or not there yet: that is when it is asked for. Who
     * it is cannot be asked then, so it is told at the machine itself.
     */
    private Caller unasked(HttpServletRequest request) {
        return locality.isLocal(request)
                ? Caller.local(senders.origin(request))
                : Caller.nobody(senders.origin(request));
    }

    private void letIn(
            Caller who, String route, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var needed = RouteRoles.needed(request.getMethod(), route);
        if (needed.isEmpty()
                || needed.filter(who::has).isPresent()
                || Monitors.isMonitored(route) && monitors.areNamed(request)) {
            goOn(who, request, response, chain);
        } else if (who.kind() == Caller.Kind.NOBODY) {
            askWhoItIs(request, response);
        } else {
            refusals.note(who, request.getMethod(), route, needed.get());
            forbid(needed.get(), request, response);
        }
    }

    private void goOn(Caller who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            current.during(who, () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void askWhoItIs(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isSetUp = people.areThereAny();
        if (!isSetUp) {
            setup.offer();
        }
        if (isOfABrowsersWindow(request)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", page(request, isSetUp));
        } else if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml; charset=utf-8");
            response.getWriter()
                    .print("<?xml version=\"1.0\" encoding=\"utf-8\"?><partial-response><redirect url=\""
                            + escape(page(request, isSetUp)) + "\"/></partial-response>");
        } else {
            unauthorised(
                    request,
                    response,
                    isSetUp
                            ? "Sign in, or send a token: Authorization: Bearer rpr_…"
                            : "Nobody can sign in yet. Open /begin and make yourself the owner, with the token that the"
                                    + " log shows.");
        }
    }

    /** A page is asked for, or a form was sent whose answer takes the page's place. */
    private static boolean isOfABrowsersWindow(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return PageOfError.isWantedBy(request)
                || request.getMethod().equals("POST") && accept != null && accept.contains("application/xhtml+xml");
    }

    /** The page to sign in at leads back to what was asked for, or to the open page; a form is not sent again. */
    private static String page(HttpServletRequest request, boolean isSetUp) {
        var asked = PageOfError.isWantedBy(request) ? address(request) : openPage(request);
        boolean leadsBack = isSetUp && asked.startsWith("/") && !asked.equals("/") && asked.length() < 1_000;
        return request.getContextPath()
                + (isSetUp ? "/signin" : "/begin")
                + (leadsBack ? "?to=" + URLEncoder.encode(asked, StandardCharsets.UTF_8) : "");
    }

    private static String address(HttpServletRequest request) {
        return withQuery(request.getRequestURI(), request.getQueryString());
    }

    /** The one that a request for a part of it came from, as the browser tells. */
    private static String openPage(HttpServletRequest request) {
        try {
            var page =
                    URI.create(Optional.ofNullable(request.getHeader("Referer")).orElse(""));
            return page.getRawPath() == null ? "" : withQuery(page.getRawPath(), page.getRawQuery());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String withQuery(String path, String query) {
        return query == null ? path : path + "?" + query;
    }

    private static void unauthorised(HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"Reprise\"");
        ProblemPage.answer(request, response, ProblemCode.UNAUTHENTICATED, detail);
    }

    private static void forbid(Role needed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemPage.answer(
                request,
                response,
                ProblemCode.FORBIDDEN,
                "This takes the role " + needed + "; an owner can give it, on the page Settings.");
    }
}
