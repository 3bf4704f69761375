package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.Session;

/**
 * Takes in what people do with one bot, one question to Telegram at a time; no thread waits for the answers. Which
 * questions is its {@link Way}'s to say; what goes wrong with any of them is dealt with here.
 */
final class UpdatePoller {
    private static final Logger LOG = Logger.getLogger(UpdatePoller.class.getName());
    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    final Session session;
    final ReceptionTools tools;
    private final String token;
    private final Way way;
    private volatile boolean ended;
    private volatile PendingCall current;

    // from here on one question, and so one thread, at a time
    private int failures;
    private boolean troubled = true;

    /** How updates come in. */
    interface Way {
        void begin();

        /** Telegram says that another program is in the way. */
        void conflict(Reply.Answer answer);
    }

    UpdatePoller(Session session, String token, ReceptionTools tools) {
        this.session = session;
        this.token = token;
        this.tools = tools;
        this.way = tools.webhooks()
                .url(session)
                .<Way>map(url -> new WebhookWatch(this, url))
                .orElseGet(() -> new Polling(this));
    }

    String token() {
        return token;
    }

    void begin() {
        guarded(way::begin, way::begin);
    }

    /** Takes nothing more in; what is being taken in is finished. */
    void end() {
        ended = true;
        var open = current;
        if (open != null) {
            open.giveUp(CallFailure.NOT_WANTED);
        }
    }

    /**
     * @param next what follows from a good answer
     * @param again what is done after a while when there was none
     */
    void ask(String method, JsonObject what, Duration patience, Consumer<Reply.Answer> next, Runnable again) {
        if (ended) {
            return;
        }
        if (!tools.wire().mayBeUsed()) {
            // two servers that ask for news take it from each other
            later(again, NEXT_LOOK);
            return;
        }
        var call = tools.wire().post(token, method, JsonFactories.object(what), patience);
        current = call;
        if (ended) {
            call.giveUp(CallFailure.NOT_WANTED);
        }
        call.reply()
                .whenCompleteAsync(
                        (reply, never) -> goOn(reply, next, again),
                        tools.threads().work());
    }

    void ask(String method, Consumer<Reply.Answer> next, Runnable again) {
        ask(method, JsonFactories.object().build(), TIMEOUT, next, again);
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
            LOG.log(
                    failures == 1 ? Level.WARNING : Level.FINE,
                    e,
                    () -> "session " + session.name() + " could not take in what people wrote");
            tools.hearing().isDeaf(session, Cause.NOT_KEPT, null);
            later(again, backoff());
        }
    }

    private void failed(Reply reply, Runnable again) {
        boolean pauses = reply instanceof Reply.Answer answer && answer.code() == 429;
        if (!pauses && !(reply instanceof Reply.Answer answer && answer.isTelegrams() && answer.code() < 500)) {
            failures++;
            tools.hearing().isDeaf(session, Cause.UNREACHABLE, null);
            later(again, backoff());
            return;
        }
        var answer = (Reply.Answer) reply;
        if (answer.code() == 401 || answer.code() == 404) {
            ended = true;
            tools.hearing().forget(session);
            tools.health().lost(session, token, Verdict.TOKEN_REFUSED);
        } else if (pauses) {
            tools.hearing().caughtUp(session);
            tools.hearing().isDeaf(session, Cause.UNREACHABLE, answer.description());
            later(again, Verdict.pause(answer));
        } else if (answer.code() == 409) {
            way.conflict(answer);
        } else {
            refused(answer, again);
        }
    }

    void refused(Reply.Answer answer, Runnable again) {
        failures++;
        isDeaf(Cause.REFUSED, answer.description());
        trouble("What people write to this bot cannot be taken in: " + answer.description());
        later(again, backoff());
    }

    /** What people write cannot be heard, and that is told; the bot may send all the same. */
    void isDeaf(Cause cause, String words) {
        tools.hearing().caughtUp(session);
        tools.hearing().isDeaf(session, cause, words);
    }

    /** Told as the session's detail, until all goes well. */
    void trouble(String detail) {
        troubled = true;
        tools.health().troubled(session, detail);
    }

    void wentWell() {
        failures = 0;
        tools.hearing().hears(session);
        if (troubled) {
            troubled = false;
            tools.health().recovered(session);
        }
    }

    private Duration backoff() {
        return Duration.ofSeconds(1L << Math.min(failures, MAX_DOUBLINGS));
    }

    void later(Runnable again, Duration pause) {
        try {
            tools.threads().timer().schedule(() -> guarded(again, again), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the server is going down; Telegram keeps what was not confirmed
            ended = true;
        }
    }
}
