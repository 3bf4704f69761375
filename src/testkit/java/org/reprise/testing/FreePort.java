package org.reprise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback port where nobody listens, and where nobody will who asks the system for any port, nor who connects: it
 * lies below those that systems give away. One of those may be taken by a client that calls it while its server is
 * down, and then the server cannot come back.
 */
public final class FreePort {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;

    private FreePort() {}

    public static int find() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // somebody has it: the next one
            }
        }
        throw new UncheckedIOException(new IOException("no free port from " + FIRST + " to " + LAST));
    }
}
