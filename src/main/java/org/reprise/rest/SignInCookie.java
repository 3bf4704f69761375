package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.access.BrowserSignIn;
import org.reprise.access.SignInService.Opened;
import org.reprise.access.SignInService.Visitor;

/**
 * The two cookies of people: one opens, until the browser ends or the sign-in does; the other says that somebody signed
 * in with this browser before. Over TLS browsers take them from this host alone, and send them over TLS alone.
 */
@ApplicationScoped
public class SignInCookie implements BrowserSignIn {
    private static final String SIGN_IN = "reprise-sign-in";
    private static final String BROWSER = "reprise-browser";
    private static final String HOST = "__Host-";
    private static final Duration KNOWN = Duration.ofDays(90);
    private static final int MAX_LENGTH = 100;

    private final boolean secure;
    private final Senders senders;

    @Inject
    SignInCookie(Settings settings, Senders senders) {
        this.secure = settings.web().isSecure();
        this.senders = senders;
    }

    Optional<String> signIn(HttpServletRequest request) {
        return value(request, SIGN_IN);
    }

    @Override
    public Visitor visitor(HttpServletRequest request) {
        return new Visitor(
                senders.origin(request),
                request.getHeader("User-Agent"),
                value(request, BROWSER).orElse(null));
    }

    /** Another session for pages: whoever knew the one before learns nothing of this one. */
    @Override
    public void give(Opened opened, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null && PageSessions.owner(session).isPresent()) {
            // of somebody who was signed in before: what it holds is for nobody else
            session.invalidate();
        } else if (session != null) {
            // before it is told of under its other name
            PageSessions.bind(session, opened.person().id(), opened.id());
            request.changeSessionId();
        }
        set(response, SIGN_IN, opened.secret(), null);
        set(response, BROWSER, opened.browser(), KNOWN);
    }

    /** The browser stays known. */
    @Override
    public void take(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.getSession().invalidate();
        }
        set(response, SIGN_IN, "", Duration.ZERO);
    }

    private Optional<String> value(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(named(name)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
                .findFirst();
    }

    private String named(String name) {
        return secure ? HOST + name : name;
    }

    /** @param age null: until the browser ends */
    private void set(HttpServletResponse response, String name, String value, Duration age) {
        response.addHeader(
                "Set-Cookie",
                named(name) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
                        + (age == null ? "" : "; Max-Age=" + age.toSeconds()));
    }
}
