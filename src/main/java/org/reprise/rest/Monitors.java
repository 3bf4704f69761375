package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reprise.Settings;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Role;

/**
 * Who may read the state of the server: metrics, details of its health, and the API's document. These are whoever is
 * signed in or has a token, and programs of the addresses that {@code REPRISE_MONITORING_ADDRESSES} names. What a proxy
 * passes on comes from somebody else, wherever the proxy runs.
 */
@ApplicationScoped
public class Monitors {
    private static final String FOREIGN_NAME = Monitors.class.getName();
    private static final Set<String> ROUTES = Set.of("/metrics", "/openapi", "/health");
    private static final List<String> OF_PROXIES = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Real-IP",
            "Via",
            "CF-Connecting-IP",
            "True-Client-IP");

    private final Settings settings;
    private final CurrentCaller current;

    @Inject
    Monitors(Settings settings, CurrentCaller current) {
        this.settings = settings;
        this.current = current;
    }

    /** Notes that the request calls this server by another name: whoever sends it was led here by somebody else. */
    static void noteForeignName(HttpServletRequest request) {
        request.setAttribute(FOREIGN_NAME, true);
    }

    boolean mayRead(HttpServletRequest request) {
        return request.getAttribute(FOREIGN_NAME) == null && isNear(request);
    }

    private boolean isNear(HttpServletRequest request) {
        return current.has(Role.VIEWER) || areNamed(request);
    }

    /** Whether it is one of the addresses that the setting names. */
    boolean areNamed(HttpServletRequest request) {
        return sender(request).filter(this::isNamed).isPresent();
    }

    static boolean isMonitored(String route) {
        return ROUTES.stream().anyMatch(each -> route.equals(each) || route.startsWith(each + "/"));
    }

    private boolean isNamed(InetAddress address) {
        return settings.web().monitors().stream().anyMatch(block -> block.contains(address));
    }

    /** Empty: a proxy passed it on, so whoever sent it is somewhere else. */
    static Optional<InetAddress> sender(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        boolean passedOn = OF_PROXIES.stream().anyMatch(header -> request.getHeader(header) != null);
        return passedOn || address == null ? Optional.empty() : Senders.parsed(address);
    }

    /**
     * For what is of all accounts at once.
     *
     * @throws RequestRefused forbidden
     */
    void requireOfAll(HttpServletRequest request) {
        require(request);
        if (!areNamed(request) && !current.maySee(Caller.FIRST_ACCOUNT)) {
            throw new RequestRefused(
                    ProblemCode.FORBIDDEN,
                    "This is of the whole installation: for whoever is signed in to its first account, and for programs"
                            + " of the addresses in REPRISE_MONITORING_ADDRESSES.");
        }
    }

    /** @throws RequestRefused forbidden */
    void require(HttpServletRequest request) {
        if (!mayRead(request)) {
            throw new RequestRefused(
                    ProblemCode.FORBIDDEN,
                    "This is for whoever is signed in, and for programs of the addresses in REPRISE_MONITORING_ADDRESSES.");
        }
    }
}
