package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reprise.AddressBlock;
import org.reprise.Settings;

/**
 * Who may read the state of the server: metrics, details of its health, and the API's document. These are programs of
 * this machine, and of the addresses that {@code REPRISE_MONITORING_ADDRESSES} names. What a proxy passes on comes from
 * somebody else, wherever the proxy runs.
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

    @Inject
    Monitors(Settings settings) {
        this.settings = settings;
    }

    /** Notes that the request calls this server by another name: whoever sends it was led here by somebody else. */
    static void noteForeignName(HttpServletRequest request) {
        request.setAttribute(FOREIGN_NAME, true);
    }

    boolean mayRead(HttpServletRequest request) {
        return request.getAttribute(FOREIGN_NAME) == null && isNear(request);
    }

    private boolean isNear(HttpServletRequest request) {
        return caller(request)
                .filter(address -> address.isLoopbackAddress() || isNamed(address))
                .isPresent();
    }

    /** Whether it is one of the addresses that the setting names. */
    boolean areNamed(HttpServletRequest request) {
        return caller(request).filter(this::isNamed).isPresent();
    }

    static boolean isMonitored(String route) {
        return ROUTES.stream().anyMatch(each -> route.equals(each) || route.startsWith(each + "/"));
    }

    private boolean isNamed(InetAddress address) {
        return settings.web().monitors().stream().anyMatch(block -> block.contains(address));
    }

    private static Optional<InetAddress> caller(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        boolean passedOn = OF_PROXIES.stream().anyMatch(header -> request.getHeader(header) != null);
        return passedOn || address == null
                ? Optional.empty()
                // [::1] and fe80::1%eth0, as some servers write them
                : AddressBlock.address(address.replaceAll("[\\[\\]]|%.*", ""));
    }

    /** @throws RequestRefused forbidden */
    void require(HttpServletRequest request) {
        if (!mayRead(request)) {
            throw new RequestRefused(
                    ProblemCode.FORBIDDEN,
                    "This is for programs of this machine, and of those that REPRISE_MONITORING_ADDRESSES names.");
        }
    }
}
