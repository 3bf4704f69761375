package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.telegram.Session;

/**
 * Takes in what people do with one bot. Telegram brings it to a webhook, which is set here, or is asked for it again
 * and again, one question at a time; no thread waits for the answers. What was brought is confirmed with the next
 * question, when it is on disk.
 */
final class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class.getName());
    private static final Duration POLL = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(1);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Session session;
    private final String token;
    private final ReceptionTools tools;
    private volatile boolean ended;
    private volatile Call current;

    // from here on one question, and so one thread, at a time
    private long confirm;
    private int failures;
    private boolean troubled = true;

    Reception(Session session, String token, ReceptionTools tools) {
        this.session = session;
        this.token = token;
        this.tools = tools;
    }

    String token() {
        return token;
    }

    void begin() {
        guarded(this::prepare, this::prepare);
    }

    private void prepare() {
        var hook = tools.webhooks().parameters(session);
        if (hook.isPresent()) {
            ask("setWebhook", hook.get().build(), PATIENCE, answer -> hooked(), this::prepare);
        } else {
            ask("deleteWebhook", Json.object().build(), PATIENCE, answer -> poll(), this::prepare);
        }
    }

    /** What waits is brought in Telegram's own time; nothing tells when that is done. */
    private void hooked() {
        wentWell();
        tools.health().reach().connected(session);
        tools.health().caughtUp(session);
    }

    /** Takes nothing more in; what is being taken in is finished. */
    void end() {
        ended = true;
        tools.health().reach().forget(session);
        var open = current;
        if (open != null) {
            open.giveUp("Reprise takes nothing more in");
        }
    }

    private void poll() {
        // until it has heard everything that happened while nobody listened, it does not wait for news
        long seconds = tools.health().isCaughtUp(session) ? POLL.toSeconds() : 0;
        var question = Json.object().add("timeout", seconds).add("allowed_updates", Webhooks.kinds());
        if (confirm > 0) {
            question.add("offset", confirm);
        }
        long asked = System.nanoTime();
        ask(
                "getUpdates",
                question.build(),
                POLL.plus(PATIENCE),
                answer -> take(answer, System.nanoTime() - asked),
                this::poll);
    }

    private void take(Reply.Answer answer, long nanos) {
        var updates = answer.body().getJsonArray("result").getValuesAs(JsonObject.class);
        tools.intake().take(session, updates);
        // nothing left to confirm: said again it could refuse updates that begin with a lower number
        confirm = updates.isEmpty() ? 0 : Updates.id(updates.get(updates.size() - 1)) + 1;
        wentWell();
        tools.health().reach().polled(session);
        if (updates.isEmpty() && !tools.health().isCaughtUp(session)) {
            tools.health().caughtUp(session);
            poll();
        } else if (updates.isEmpty() && nanos < AT_ONCE) {
            // a server that does not wait for news is not to be asked thousands of times a second
            later(this::poll, NEXT_LOOK);
        } else {
            poll();
        }
    }

    private void ask(String method, JsonObject what, Duration patience, Consumer<Reply.Answer> next, Runnable again) {
        if (ended) {
            return;
        }
        if (!tools.wire().mayBeUsed()) {
            // two servers that ask for news take it from each other
            later(again, NEXT_LOOK);
            return;
        }
        var call = tools.wire().post(token, method, Json.object(what), patience);
        current = call;
        if (ended) {
            call.giveUp("Reprise takes nothing more in");
        }
        call.reply()
                .whenCompleteAsync(
                        (reply, never) -> goOn(reply, next, again),
                        tools.threads().work());
    }

    private void goOn(Reply reply, Consumer<Reply.Answer> next, Runnable again) {
        if (!tools.wire().mayBeUsed()) {
            // what was not confirmed comes again, to whoever asks next
            guarded(() -> later(again, NEXT_LOOK), again);
        } else if (reply instanceof Reply.Answer answer && answer.isOk()) {
            guarded(() -> next.accept(answer), again);
        } else {
            guarded(() -> failed(reply, again), again);
        }
    }

    /** Whatever breaks, the bot is not left unheard for good. */
    private void guarded(Runnable step, Runnable again) {
        if (ended) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            failures++;
            LOG.log(Level.WARNING, e, () -> "session " + session.name() + " could not take in what people wrote");
            later(again, backoff());
        }
    }

    private void failed(Reply reply, Runnable again) {
        if (!(reply instanceof Reply.Answer answer) || answer.body() == null || answer.status() >= 500) {
            failures++;
            tools.health().reach().silent(session);
            later(again, backoff());
        } else if (answer.status() == 401 || answer.status() == 404) {
            ended = true;
            tools.health().reach().forget(session);
            tools.health().lost(session, token, Verdict.TOKEN_REFUSED);
        } else if (answer.status() == 429) {
            tools.health().caughtUp(session);
            later(again, Verdict.pause(answer));
        } else {
            failures++;
            troubled = true;
            // what people write cannot be heard, and that is told; the bot may send all the same
            tools.health().caughtUp(session);
            tools.health().troubled(session, words(answer));
            later(again, backoff());
        }
    }

    private static String words(Reply.Answer answer) {
        return answer.status() == 409
                ? "Another program takes what people write to this bot: " + answer.description()
                : "What people write to this bot cannot be taken in: " + answer.description();
    }

    private void wentWell() {
        failures = 0;
        if (troubled) {
            troubled = false;
            tools.health().recovered(session);
        }
    }

    private Duration backoff() {
        return Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
    }

    private void later(Runnable again, Duration pause) {
        try {
            tools.threads().timer().schedule(() -> guarded(again, again), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the server is going down; Telegram keeps what was not confirmed
            ended = true;
        }
    }
}
