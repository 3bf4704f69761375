package org.reprise.testing.fakebot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The process: {@code java … FakeBotApi <port>} (0: a free one) prints {@code ready <port>} and serves until its parent
 * ends. A thread for each connection, so that a fault may keep one waiting.
 */
public final class FakeBotApi {
    private FakeBotApi() {}

    public static void main(String[] args) throws IOException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        try (var server = new ServerSocket(Integer.parseInt(args[0]), 1024, InetAddress.getLoopbackAddress())) {
            System.out.println("ready " + server.getLocalPort());
            var site = new Site();
            while (true) {
                new Thread(new Connection(server.accept(), site)).start();
            }
        }
    }
}
