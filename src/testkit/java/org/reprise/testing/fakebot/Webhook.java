package org.reprise.testing.fakebot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Brings a bot's updates to an address, each again until it is answered well. */
final class Webhook {
    private static final int AGAIN_AFTER_MILLIS = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Bot bot;
    private final String url;
    private final String secret;
    private final Thread thread;

    Webhook(Bot bot, String url, String secret) {
        this.bot = bot;
        this.url = url;
        this.secret = secret;
        this.thread = new Thread(this::bring);
        thread.start();
    }

    String url() {
        return url;
    }

    private void bring() {
        try {
            while (true) {
                var update = bot.first();
                int status = post(update.toString());
                if (status / 100 == 2) {
                    bot.took(update);
                } else {
                    bot.hookFailed(
                            status == 0
                                    ? "Connection refused"
                                    : "Wrong response from the webhook: " + status + " Something");
                    Thread.sleep(AGAIN_AFTER_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // the webhook was taken away
            Thread.currentThread().interrupt();
        }
    }

    private int post(String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .POST(BodyPublishers.ofString(body));
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    void close() {
        thread.interrupt();
    }
}
