package org.reprise.testing.fakebot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The process: {@code java … FakeBotApi <port>} (0: a free one) prints {@code ready <port>} and serves until its parent
 * ends. One thread answers what is answered at once, since a thread for each connection would cost the machine as much
 * as what is measured against it; whatever waits does so on a thread of its own.
 */
public final class FakeBotApi {
    private static final int LOOK_FOR_IDLE_MILLIS = 50;

    private final Selector selector;
    private final Site site = new Site();
    private final Executor patient = Executors.newCachedThreadPool();
    private final Queue<Connection> served = new ConcurrentLinkedQueue<>();
    private long lookedForIdle;

    private FakeBotApi(Selector selector) {
        this.selector = selector;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        try (var server = ServerSocketChannel.open();
                var selector = Selector.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1024);
            System.out.println("ready " + server.socket().getLocalPort());
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            new FakeBotApi(selector).serve(server);
        }
    }

    private void serve(ServerSocketChannel server) throws IOException, InterruptedException {
        while (true) {
            selector.select(LOOK_FOR_IDLE_MILLIS);
            for (var key : selector.selectedKeys()) {
                if (key.attachment() instanceof Connection connection) {
                    connection.read();
                } else {
                    accept(server);
                }
            }
            selector.selectedKeys().clear();
            for (var connection = served.poll(); connection != null; connection = served.poll()) {
                connection.goOn();
            }
            closeIdle();
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            var key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(key, site, patient, this::isServed));
        }
    }

    /** Its thread is done with what it waited for. */
    private void isServed(Connection connection) {
        served.add(connection);
        selector.wakeup();
    }

    private void closeIdle() {
        long now = System.currentTimeMillis();
        if (site.idleMillis() > 0 && now - lookedForIdle >= LOOK_FOR_IDLE_MILLIS) {
            lookedForIdle = now;
            for (var key : new ArrayList<>(selector.keys())) {
                if (key.attachment() instanceof Connection connection) {
                    connection.closeIfIdle(now - site.idleMillis());
                }
            }
        }
    }
}
