package org.reprise.testing.fakebot;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** A bot's identity and the updates that wait for it. */
final class Bot {
    private static final int MAX_AT_ONCE = 100;

    private final String token;
    private final Deque<JsonObject> updates = new ArrayDeque<>();
    private Webhook webhook;
    private long hookFailedAt;
    private String hookFailure;
    private boolean hooked;
    private long nextUpdate = 1000;
    private int poll;
    private boolean closed;
    private String allowed = "";

    Bot(String token) {
        this.token = token;
    }

    JsonObject me() {
        long id = Long.parseLong(token.substring(0, token.indexOf(':')));
        return Json.object()
                .add("id", id)
                .add("is_bot", true)
                .add("first_name", "Fake")
                .add("username", "fake_" + id + "_bot")
                .build();
    }

    /** @param kinds of updates that are kept from now on, as a JSON array; empty: as before */
    synchronized void allow(String kinds) {
        allowed = kinds.isEmpty() ? allowed : kinds;
    }

    private boolean allows(JsonObject update) {
        return allowed.isEmpty() || update.keySet().stream().anyMatch(kind -> allowed.contains('"' + kind + '"'));
    }

    /** @param content an update without its id, or with one that a test chose */
    synchronized void push(JsonObject content) {
        if (!allows(content)) {
            return;
        }
        nextUpdate = content.containsKey("update_id") ? content.getInt("update_id") : nextUpdate + 1;
        updates.add(Json.object(content).add("update_id", nextUpdate).build());
        notifyAll();
    }

    /** As getUpdates: what is below the offset is taken in and forgotten; waits while there is nothing. */
    synchronized Answer updates(long offset, int seconds) throws InterruptedException {
        if (webhook != null) {
            return Answer.error(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                            + " webhook first");
        }
        updates.removeIf(update -> update.getInt("update_id") < offset);
        int mine = ++poll;
        hooked = false;
        notifyAll();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (updates.isEmpty() && mine == poll && !closed && end - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        if (closed) {
            return Answer.error(401, "Unauthorized");
        }
        if (mine == poll) {
            return Answer.result(some());
        }
        return Answer.error(
                409,
                hooked
                        ? "Conflict: terminated by setWebhook request"
                        : "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                + " running");
    }

    private JsonArray some() {
        var some = Json.array();
        updates.stream().limit(MAX_AT_ONCE).forEach(some::add);
        return some.build();
    }

    /** Those that nobody has taken in. */
    synchronized int waiting() {
        return updates.size();
    }

    /** @param url empty: none */
    synchronized void hook(String url, String secret) {
        if (webhook != null) {
            webhook.close();
        }
        webhook = url.isEmpty() ? null : new Webhook(this, url, secret);
        hookFailure = null;
        hooked = true;
        poll++;
        notifyAll();
    }

    synchronized String hookUrl() {
        return webhook == null ? "" : webhook.url();
    }

    /** As getWebhookInfo. */
    synchronized JsonObject hookInfo() {
        var info = Json.object()
                .add("url", hookUrl())
                .add("has_custom_certificate", false)
                .add("pending_update_count", updates.size());
        if (hookFailure != null) {
            info.add("last_error_date", hookFailedAt).add("last_error_message", hookFailure);
        }
        return info.build();
    }

    /** An update could not be brought to the webhook. */
    synchronized void hookFailed(String words) {
        hookFailedAt = System.currentTimeMillis() / 1000;
        hookFailure = words;
    }

    /** Waits for the oldest update. */
    synchronized JsonObject first() throws InterruptedException {
        while (updates.isEmpty()) {
            wait();
        }
        return updates.getFirst();
    }

    synchronized void took(JsonObject update) {
        updates.remove(update);
    }

    synchronized void close() {
        closed = true;
        hook("", "");
    }
}
