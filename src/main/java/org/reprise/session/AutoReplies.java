package org.reprise.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.RunThreads;
import org.reprise.TimerThreads;
import org.reprise.audience.AutoReplyRequested;
import org.reprise.restore.MaybeReached;
import org.reprise.storage.StorageFailed;
import org.reprise.telegram.SendOutcome;

/**
 * Answers what people wrote, at their session's pace and after its pauses like any message. Only as far as it goes:
 * what they wish holds whether or not its answer arrives, and an answer that comes late puzzles.
 */
@ApplicationScoped
public class AutoReplies {
    private static final Logger LOG = Logger.getLogger(AutoReplies.class.getName());
    private static final long GOOD_FOR = Duration.ofMinutes(10).toNanos();

    private final SessionLanes lanes;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier restored;
    private final Consumer<Object> tell;

    @Inject
    AutoReplies(
            SessionLanes lanes,
            @RunThreads Executor threads,
            @TimerThreads ScheduledExecutorService timer,
            MaybeReached maybeReached,
            Event<Object> events) {
        this(lanes, threads, timer, () -> maybeReached.notice().isPresent(), events::fire);
    }

    /** @param restored whether the database came out of a backup that no operator has accepted yet */
    public AutoReplies(
            SessionLanes lanes,
            Executor threads,
            ScheduledExecutorService timer,
            BooleanSupplier restored,
            Consumer<Object> tell) {
        this.lanes = lanes;
        this.threads = threads;
        this.timer = timer;
        this.restored = restored;
        this.tell = tell;
    }

    public void wanted(@Observes AutoReplyRequested wanted) {
        if (isRestored()) {
            tellNone(wanted, "the database was restored, and no operator has accepted it yet");
            return;
        }
        try {
            var lane = lanes.of(wanted.session());
            queue(lane, wanted, lane.nanos() + GOOD_FOR);
        } catch (StorageFailed e) {
            tellNone(wanted, "the database is out of reach");
        }
    }

    /** What is said to people may have been said to them already, as far as such a database knows. */
    private boolean isRestored() {
        try {
            return restored.getAsBoolean();
        } catch (StorageFailed e) {
            LOG.log(Level.FINE, e, () -> "whether the database was restored cannot be asked now");
            return true;
        }
    }

    private void queue(SessionLane lane, AutoReplyRequested wanted, long goodUntil) {
        long now = lane.nanos();
        if (now - goodUntil > 0 || !lane.limit().hasPermitBy(goodUntil)) {
            tellNone(wanted, "the session pauses for too long");
        } else {
            later(() -> hand(lane, wanted, goodUntil), lane.reserve(now) - now);
        }
    }

    private void hand(SessionLane lane, AutoReplyRequested wanted, long goodUntil) {
        long now = lane.nanos();
        var place = lane.hold(now).isPresent() ? Optional.<SessionLane.Place>empty() : lane.enter(now);
        boolean taken =
                place.isPresent() && place.get().takesChat(wanted.answer().recipient(), now);
        if (taken) {
            place.get().prepare(wanted.session(), wanted.answer());
            place.get()
                    .send(wanted.session(), wanted.answer())
                    .thenAccept(outcome -> answered(lane, wanted, goodUntil, outcome));
        } else {
            place.ifPresent(it -> it.leave(now));
            later(() -> queue(lane, wanted, goodUntil), RateLimit.CHAT_INTERVAL);
        }
    }

    private void answered(SessionLane lane, AutoReplyRequested wanted, long goodUntil, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Throttled) {
            save(lane);
            queue(lane, wanted, goodUntil);
        } else if (outcome instanceof SendOutcome.Unreachable unreachable) {
            later(() -> queue(lane, wanted, goodUntil), unreachable.pause().toNanos());
        } else if (!(outcome instanceof SendOutcome.Sent)) {
            if (outcome instanceof SendOutcome.SessionLost lost) {
                patiently(() -> tell.accept(new SessionCannotSend(wanted.session(), lost.loss(), lost.cause())));
            }
            tellNone(wanted, outcome.toString());
        }
    }

    /** A run of the session, or the next answer, does it if the database cannot be reached. */
    private void save(SessionLane lane) {
        patiently(() -> {
            try {
                lanes.save(lane);
            } catch (StorageFailed e) {
                LOG.log(
                        e.level(),
                        () -> "session " + lane.session().name() + ": its pause is not written down yet: "
                                + e.getMessage());
            }
        });
    }

    /** On a thread that may wait. */
    private void patiently(Runnable what) {
        try {
            threads.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The server is going down; Telegram says the same again", e);
        }
    }

    private void later(Runnable what, long nanos) {
        try {
            timer.schedule(what, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The server is going down; an answer less", e);
        }
    }

    private static void tellNone(AutoReplyRequested wanted, String why) {
        LOG.info(() -> "session " + wanted.session().name() + ": no answer to "
                + wanted.answer().recipient() + ": " + why);
    }
}
