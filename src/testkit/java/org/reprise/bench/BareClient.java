package org.reprise.bench;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * The process: {@code java … BareClient httpclient|sockets <port> <token> <in flight>} sends messages to ever new
 * users, remembers nothing, and never ends. With the HTTP client that src/adr/0010 chose, or with blocking sockets.
 */
final class BareClient {
    private final int port;
    private final String path;
    private final AtomicLong users = new AtomicLong();

    private BareClient(int port, String token) {
        this.port = port;
        this.path = "/bot" + token + "/sendMessage";
    }

    public static void main(String[] args) throws Exception {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        var client = new BareClient(Integer.parseInt(args[1]), args[2]);
        int inFlight = Integer.parseInt(args[3]);
        if (args[0].equals("httpclient")) {
            client.overHttpClient(inFlight);
        } else {
            for (int i = 0; i < inFlight; i++) {
                new Thread(client::overASocket).start();
            }
        }
    }

    private String body() {
        return "{\"chat_id\":" + users.incrementAndGet()
                + ",\"text\":\"A message of ordinary length, as people write it.\",\"allow_paid_broadcast\":true}";
    }

    private void overHttpClient(int inFlight) throws InterruptedException {
        var room = new Semaphore(inFlight);
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(inFlight)
                .setMaxConnPerRoute(inFlight)
                .build();
        var client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
        while (true) {
            room.acquire();
            client.execute(request(), new FutureCallback<>() {
                @Override
                public void completed(SimpleHttpResponse answer) {
                    room.release();
                }

                @Override
                public void failed(Exception cause) {
                    room.release();
                }

                @Override
                public void cancelled() {
                    room.release();
                }
            });
        }
    }

    private SimpleHttpRequest request() {
        return SimpleRequestBuilder.post("http://127.0.0.1:" + port + path)
                .setBody(body(), ContentType.APPLICATION_JSON)
                .build();
    }

    private void overASocket() {
        try {
            var socket = new BareSocket(port);
            while (true) {
                socket.post(path, body());
            }
        } catch (IOException e) {
            // the fake has gone
            System.exit(0);
        }
    }
}
