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
    private static final int ANSWER_MILLIS = 300;
    private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final boolean isNamed;
    private final TimeSource time;
    private boolean reached;
    private int port;
    private long lookedAt;

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
                && Monitors.sender(request)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent()
                && !isReachedFromElsewhere(request.getLocalPort());
    }

    /**
     * Asks by each address that others could use. No server tells a program in it where it listens, and a request of
     * this machine looks the same whether others could send one or not.
     */
    private synchronized boolean isReachedFromElsewhere(int ownPort) {
        if (port != ownPort || time.nanos() - lookedAt > GOOD_FOR_NANOS) {
            reached = answersElsewhere(ownPort);
            port = ownPort;
            lookedAt = time.nanos();
        }
        return reached;
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
