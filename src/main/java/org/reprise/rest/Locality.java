package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.TimeSource;

/**
 * Whether Reprise is there for whoever is at the machine, and for nobody else: it listens on loopback, no setting gives
 * it another name, and no proxy passes requests on. Only then does it go without sign-in while there is nobody to sign
 * in.
 */
@ApplicationScoped
public class Locality {
    private static final Logger LOG = Logger.getLogger(Locality.class.getName());
    /** What proxies speak to servers unless they are told to do otherwise, and browsers and curl do not. */
    private static final String OF_PROXIES = "HTTP/1.0";

    private static final int ANSWER_MILLIS = 300;
    private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final boolean isNamed;
    private final TimeSource time;

    /** What was seen last; null: nothing yet. */
    private volatile Look look;

    /** @param at on the ticker */
    private record Look(int port, long at, boolean reached) {}

    @Inject
    Locality(Settings settings, TimeSource time) {
        this.isNamed = settings.web().access().required()
                || Stream.of(settings.web().publicUrl(), settings.telegram().webhookUrl())
                        .flatMap(Optional::stream)
                        .anyMatch(url -> !HostNames.isLoopback(url));
        this.time = time;
    }

    boolean isLocal(HttpServletRequest request) {
        return !isNamed
                && !request.getProtocol().equals(OF_PROXIES)
                && Monitors.sender(request)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent()
                && !isReachedFromElsewhere(request.getLocalPort());
    }

    /**
     * Asks by each address that others could use. No server tells a program in it where it listens, and a request of
     * this machine looks the same whether others could send one or not.
     */
    private boolean isReachedFromElsewhere(int port) {
        var known = look;
        if (known == null || known.port != port || time.nanos() - known.at > GOOD_FOR_NANOS) {
            // of several at once each looks: what they see is the same
            known = new Look(port, time.nanos(), answersElsewhere(port));
            look = known;
        }
        return known.reached;
    }

    static boolean answersElsewhere(int port) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
                    .filter(address -> !address.isLoopbackAddress())
                    .anyMatch(address -> answers(address, port));
        } catch (IOException e) {
            LOG.warning(
                    () -> "It cannot be seen who may reach Reprise, so everybody has to sign in: " + e.getMessage());
            return true;
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), ANSWER_MILLIS);
            return true;
        } catch (IOException e) {
            // refused, or nobody answers: nobody else is answered either
            return false;
        }
    }
}
