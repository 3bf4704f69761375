package org.reprise.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.session.CircuitBreaker.Hold;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionPause;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.WaitCause;

/**
 * What belongs to a session while it sends, shared by its campaigns, answers and test messages: its pace, its pauses,
 * the gate of each chat, and the breaker that an outage opens.
 *
 * <p>Whoever sends asks {@link #hold}, then {@link #enter}s, takes the chat, and sends from that {@link Place}. Times
 * are {@link org.reprise.TimeSource#nanos} values. Safe for many threads; no method does I/O.
 */
public final class SessionLane {
    private static final Logger LOG = Logger.getLogger(SessionLane.class.getName());

    /** From one message to a chat to the next. */
    public static final Duration CHAT_INTERVAL = Duration.ofNanos(RateLimit.CHAT_INTERVAL);

    private final Session session;
    private final TelegramGateway gateway;
    private final TimeSource time;
    private final RateLimit limit;
    private final ConnectionTurns connections;
    private final CircuitBreaker breaker;

    /** The newest change that storage does not know yet, or null. */
    private final AtomicReference<PauseChange> unsaved = new AtomicReference<>();

    private final AtomicReference<Hold> told = new AtomicReference<>();

    /** @param pause null: the session waits no more */
    record PauseChange(SessionPause pause) {}

    /** @param left how long at least, above 0 */
    public record Pause(WaitCause cause, Duration left) {}

    SessionLane(Session session, TelegramGateway gateway, TimeSource time, ConnectionTurns connections) {
        long now = time.nanos();
        this.session = session;
        this.gateway = gateway;
        this.time = time;
        this.connections = connections;
        this.limit = new RateLimit(gateway.rate(session), now);
        this.breaker = new CircuitBreaker(gateway.rate(session) > 0, now);
    }

    /** The lane's ticker, from which all of its times are. */
    public long nanos() {
        return time.nanos();
    }

    RateLimit limit() {
        return limit;
    }

    ConnectionTurns connections() {
        return connections;
    }

    public Session session() {
        return session;
    }

    /** Whether the session pauses because Telegram does not answer it as it should. */
    public boolean isOut() {
        return breaker.trouble().isPresent();
    }

    /** As {@link #pause(long)}, for onlookers: asks Telegram nothing. */
    public Optional<Pause> knownPause(long now) {
        var pause = limit.pausedUntil() - now > 0
                ? Optional.of(new Pause(limit.pausedFor(), Duration.ofNanos(limit.pausedUntil() - now)))
                : Optional.<Pause>empty();
        return pause.or(() -> breaker.trouble()
                .map(hold -> new Pause(hold.cause(), Duration.ofNanos(Math.max(1, hold.until() - now)))));
    }

    /** Takes over the pause that an earlier process has left in storage. */
    void restore(SessionPause pause, long now) {
        var left = pause.left(time.now());
        if (pause.cause() != WaitCause.FLOOD_WAIT) {
            breaker.restore(pause.cause(), now - age(pause.from()), now + left.toNanos(), now);
            told.set(breaker.trouble().orElseThrow());
        } else if (!left.isZero()) {
            limit.pause(now, left, pause.cause());
        }
    }

    private long age(Instant from) {
        var age = Duration.between(from, time.now());
        return age.isNegative() || age.toDays() > 365 ? 0 : age.toNanos();
    }

    /** What the whole session waits for; empty: the next message may be tried. */
    Optional<Hold> hold(long now) {
        if (limit.pausedUntil() - now > 0) {
            return Optional.of(new Hold(limit.pausedFor(), limit.pausedUntil(), null));
        }
        var hold = breaker.hold(now);
        tellOfTrouble(now);
        if (breaker.takeProbe(now)) {
            gateway.probe(session).thenAccept(answered -> breaker.probed(answered, time.nanos()));
        }
        return hold;
    }

    /** Why the session sends nothing for a while, if that is longer than a moment. */
    public Optional<Pause> pause(long now) {
        return hold(now)
                .filter(hold -> hold.cause() != WaitCause.SLOW)
                .map(hold -> new Pause(hold.cause(), Duration.ofNanos(Math.max(1, hold.until() - now))));
    }

    /** Nobody hands anything over for so long. Of several pauses the one that ends last holds. */
    public void pause(Duration pause, WaitCause cause, long now) {
        boolean longer = now + pause.toNanos() - limit.pausedUntil() > 0;
        limit.pause(now, pause, cause);
        if (cause == WaitCause.FLOOD_WAIT && longer) {
            var from = time.now();
            unsaved.set(new PauseChange(new SessionPause(cause, from, from.plus(pause))));
        }
    }

    /** A place in the lane for one message; empty: nothing may be handed over now. */
    public Optional<Place> enter(long now) {
        var entered = breaker.enter(now);
        return entered.isPresent() ? Optional.of(new Place(entered.getAsLong())) : Optional.empty();
    }

    /**
     * The place of one message in its lane, from {@link #enter} on. It ends with the answer to {@link #send}, or with
     * {@link #leave}. Of one thread until it sends.
     */
    public final class Place {
        private final long entered;
        private long chat;
        private boolean inChat;
        private boolean gatewayBroke;

        private Place(long entered) {
            this.entered = entered;
        }

        /**
         * @return false when something else of the session is on its way to that chat, or was within the last second
         */
        public boolean takesChat(long user, long now) {
            inChat = limit.enterChat(user, now);
            chat = user;
            return inChat;
        }

        /** Comes before {@link #send}, and not under a lock: it may wait. As {@link TelegramGateway#prepare}. */
        public void prepare(Session sender, OutgoingMessage message) {
            try {
                gateway.prepare(sender, message);
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, e, () -> "session " + session.name() + ": met again when the message is sent");
            }
        }

        /** Nothing was handed over after all. */
        public void leave(long now) {
            breaker.leave(entered);
            leaveChat(now);
        }

        /**
         * Hands the message over and gives the place up with the answer.
         *
         * @param sender the session as it was just read
         * @return always completes, and never exceptionally: a gateway never throws; should it, nobody knows what it
         *     had done by then, and the outcome is unknown
         */
        public CompletableFuture<SendOutcome> send(Session sender, OutgoingMessage message) {
            return hand(sender, message)
                    .exceptionally(this::broken)
                    .thenApply(this::answered)
                    .toCompletableFuture();
        }

        /** Whether the gateway threw instead of sending: it is not to be trusted with more. */
        public boolean gatewayBroke() {
            return gatewayBroke;
        }

        private CompletionStage<SendOutcome> hand(Session sender, OutgoingMessage message) {
            try {
                return gateway.send(sender, message);
            } catch (RuntimeException e) {
                gatewayBroke = true;
                return CompletableFuture.completedStage(broken(e));
            }
        }

        private SendOutcome broken(Throwable failure) {
            LOG.log(Level.SEVERE, failure, () -> "session " + session.name() + ": the gateway broke");
            return new SendOutcome.Unknown(SendOutcome.LostReply.GATEWAY_FAILED);
        }

        private SendOutcome answered(SendOutcome outcome) {
            long now = time.nanos();
            tellBreaker(entered, outcome, now);
            pauseIfAsked(outcome, now);
            leaveChat(now);
            return outcome;
        }

        private void leaveChat(long now) {
            if (inChat) {
                limit.leaveChat(chat, now);
            }
        }
    }

    private void tellBreaker(long entered, SendOutcome outcome, long now) {
        if (outcome instanceof SendOutcome.Unknown) {
            breaker.doubted(entered, WaitCause.DOUBTFUL_ANSWERS, now);
        } else if (outcome instanceof SendOutcome.Unreachable) {
            breaker.leave(entered);
        } else {
            long recovery = breaker.answered(entered, now);
            if (recovery > 0) {
                limit.recover(now, recovery);
            }
        }
    }

    /** Whoever sent it: the pause is the session's, from the moment that somebody hears of it. */
    private void pauseIfAsked(SendOutcome outcome, long now) {
        if (outcome instanceof SendOutcome.Throttled throttled) {
            pause(throttled.pause(), throttled.cause(), now);
        } else if (outcome instanceof SendOutcome.Unreachable unreachable
                && !unreachable.pause().isZero()) {
            // nothing is wrong with a session that is asked for no pause
            pause(unreachable.pause(), unreachable.cause(), now);
        }
    }

    /** Once for each opening, and once when it is over; each is to be written down. */
    private void tellOfTrouble(long now) {
        var trouble = breaker.trouble().orElse(null);
        var before = told.get();
        boolean same = trouble == before || trouble != null && before != null && trouble.until() == before.until();
        if (same || !told.compareAndSet(before, trouble)) {
            return;
        }
        unsaved.set(new PauseChange(trouble == null ? null : stored(trouble, now)));
        if (trouble == null) {
            LOG.info(() -> "session " + session.name() + ": Telegram answers again, after "
                    + Duration.ofNanos(now - before.since()).toSeconds() + " s");
        } else if (before == null) {
            LOG.warning(() -> "session " + session.name() + " pauses: " + trouble.cause()
                    + "; it asks again after a growing pause, and then tries one message");
        }
    }

    private SessionPause stored(Hold trouble, long now) {
        var instant = time.now();
        return new SessionPause(
                trouble.cause(), instant.plusNanos(trouble.since() - now), instant.plusNanos(trouble.until() - now));
    }

    /** From when on the next free permit may be used. */
    public long reserve(long now) {
        return limit.reserve(now);
    }

    /** What is to be written down, once; null: nothing. */
    PauseChange takeUnsaved() {
        return unsaved.get() == null ? null : unsaved.getAndSet(null);
    }

    /** It could not be written down. */
    void giveBack(PauseChange change) {
        unsaved.compareAndSet(null, change);
    }
}
