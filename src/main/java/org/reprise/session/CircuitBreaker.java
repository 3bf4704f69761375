package org.reprise.session;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.reprise.telegram.WaitCause;

/**
 * Keeps an outage from using up an audience. After a few doubtful answers, or while nothing is answered, the session
 * hands nothing over. After a back-off it asks Telegram for something harmless, then sends one message, and only a
 * definite answer to that closes the breaker again.
 *
 * <p>Nor is more handed over at any time than a healthy session had in flight in the last seconds, and a few: so
 * silence costs no more than those.
 *
 * <p>Times are {@link org.reprise.TimeSource#nanos} values, given by the caller. Safe for many threads.
 */
final class CircuitBreaker {
    static final int MIN_IN_FLIGHT = 4;

    /** Each answer lets a few more go out than were in flight before it. */
    static final int HEADROOM = 2;

    /** Nothing was answered for so long, though as much is in flight as may be. */
    static final long SILENCE = TimeUnit.SECONDS.toNanos(3);

    static final long FIRST_BACK_OFF = TimeUnit.SECONDS.toNanos(1);

    /** Between two harmless questions. */
    static final long MAX_BACK_OFF = TimeUnit.MINUTES.toNanos(1);

    /** Between two messages: each of them may leave a recipient in doubt. */
    static final long MAX_BACK_OFF_OF_MESSAGES = TimeUnit.HOURS.toNanos(1);

    private static final double DOUBTS = 3;
    private static final double DOUBTS_AFTER_OUTAGE = 2;

    /** A definite answer makes up for so much of a doubtful one: of a quarter or more in doubt it opens as well. */
    private static final double ANSWER_MAKES_UP_FOR = 0.25;

    private static final long MIN_RECOVERY = TimeUnit.SECONDS.toNanos(5);
    private static final long MAX_RECOVERY = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPLY_IS_NEAR = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long the peak of what was in flight when an answer came counts. */
    private static final long PEAK_LASTS = TimeUnit.SECONDS.toNanos(2);

    enum State {
        CLOSED,
        /** Nothing is handed over until the back-off ends. */
        OPEN,
        /** The back-off is over, and Telegram is to be asked something harmless. */
        DUE,
        /** It was asked. */
        PROBING,
        /** It answered: one message may go out. */
        HALF_OPEN,
        /** That message is on its way. */
        TRYING
    }

    /**
     * What holds the session.
     *
     * @param until look again then
     * @param since when the trouble began; null: it is none
     */
    record Hold(WaitCause cause, long until, Long since) {}

    private State state = State.CLOSED;
    private double doubts;
    private WaitCause cause;
    private long since;
    private long until;
    private long backOff = FIRST_BACK_OFF;
    private long recoveringUntil;
    private boolean recovering;

    /** Of those handed over before the newest opening nothing more is expected. */
    private long generation;

    private int inFlight;
    private int peak;
    private int peakBefore;
    private long peakSince;
    private long lastAnswer;
    private long tried;
    private final boolean bounded;

    /** @param bounded whether what is in flight is; not where a session has no rate, which only a sandbox has */
    CircuitBreaker(boolean bounded, long now) {
        this.bounded = bounded;
        this.lastAnswer = now;
        this.peakSince = now;
    }

    /** An outage that an earlier process met is not over because it ended. */
    synchronized void restore(WaitCause why, long sinceThen, long end, long now) {
        open(why, now);
        since = sinceThen;
        until = end - now > 0 ? end : now;
    }

    /** What there is to wait for before the next message; empty: {@link #enter} may be tried. */
    synchronized Optional<Hold> hold(long now) {
        tick(now);
        return switch (state) {
            case CLOSED ->
                isFull(now) ? Optional.of(new Hold(WaitCause.SLOW, now + REPLY_IS_NEAR, null)) : Optional.empty();
            case OPEN -> Optional.of(new Hold(cause, until, since));
            case DUE, PROBING, TRYING -> Optional.of(new Hold(cause, now + LOOK_AGAIN, since));
            case HALF_OPEN -> Optional.empty();
        };
    }

    private void tick(long now) {
        if (state == State.OPEN && now - until >= 0) {
            state = State.DUE;
        } else if (state == State.TRYING && now - tried >= SILENCE) {
            failedToSend(now);
        } else if (state == State.CLOSED && isFull(now) && now - lastAnswer >= SILENCE) {
            open(WaitCause.NO_ANSWER, now);
            since = lastAnswer;
        }
    }

    private boolean isFull(long now) {
        if (now - peakSince >= PEAK_LASTS) {
            peakBefore = peak;
            peak = 0;
            peakSince = now;
        }
        return bounded && inFlight >= Math.max(MIN_IN_FLIGHT, Math.max(peak, peakBefore) + HEADROOM);
    }

    /** The trouble that it is open for; empty: there is none. */
    synchronized Optional<Hold> trouble() {
        return state == State.CLOSED ? Optional.empty() : Optional.of(new Hold(cause, until, since));
    }

    /** True for one caller each time, who asks the harmless question and tells {@link #probed}. */
    synchronized boolean takeProbe(long now) {
        tick(now);
        boolean due = state == State.DUE;
        if (due) {
            state = State.PROBING;
        }
        return due;
    }

    synchronized void probed(boolean answered, long now) {
        if (state != State.PROBING) {
            return;
        }
        if (answered) {
            state = State.HALF_OPEN;
        } else {
            openAgain(Math.min(Math.max(backOff, MAX_BACK_OFF), backOff * 2), now);
        }
    }

    /** @return what the answer is told with; empty: nothing may be handed over now */
    synchronized OptionalLong enter(long now) {
        if (hold(now).isPresent()) {
            return OptionalLong.empty();
        }
        if (state == State.HALF_OPEN) {
            state = State.TRYING;
            tried = now;
        }
        if (inFlight == 0) {
            lastAnswer = now;
        }
        inFlight++;
        return OptionalLong.of(generation);
    }

    /** Nothing was handed over after all. */
    synchronized void leave(long entered) {
        if (entered == generation) {
            inFlight--;
            state = state == State.TRYING ? State.HALF_OPEN : state;
        }
    }

    /**
     * Telegram answered, whatever it was.
     *
     * @return for how long the session is to come back to its speed; 0: it never left it
     */
    synchronized long answered(long entered, long now) {
        if (entered != generation) {
            return 0;
        }
        peak = Math.max(peak, inFlight);
        inFlight--;
        lastAnswer = now;
        doubts = Math.max(0, doubts - ANSWER_MAKES_UP_FOR);
        if (recovering && now - recoveringUntil >= 0) {
            recovering = false;
            backOff = FIRST_BACK_OFF;
        }
        return state == State.TRYING ? close(now) : 0;
    }

    private long close(long now) {
        state = State.CLOSED;
        doubts = 0;
        long recovery = Math.max(MIN_RECOVERY, Math.min(MAX_RECOVERY, now - since));
        recovering = true;
        recoveringUntil = now + recovery;
        return recovery;
    }

    /** The answer tells nothing of the message, or none came. */
    synchronized void doubted(long entered, WaitCause why, long now) {
        if (entered != generation) {
            return;
        }
        inFlight--;
        doubts++;
        if (state == State.TRYING) {
            failedToSend(now);
        } else if (doubts >= (recovering ? DOUBTS_AFTER_OUTAGE : DOUBTS)) {
            open(why, now);
        }
    }

    /** Each try may cost a recipient, so the pauses between them grow faster than those between questions. */
    private void failedToSend(long now) {
        openAgain(Math.min(MAX_BACK_OFF_OF_MESSAGES, backOff * 4), now);
    }

    private void open(WaitCause why, long now) {
        cause = why;
        since = now;
        // a session that was hardly back begins where it was
        openAgain(recovering ? Math.min(MAX_BACK_OFF_OF_MESSAGES, backOff * 2) : FIRST_BACK_OFF, now);
    }

    private void openAgain(long pause, long now) {
        state = State.OPEN;
        backOff = pause;
        until = now + pause;
        generation++;
        inFlight = 0;
        doubts = 0;
        peak = 0;
        peakBefore = 0;
    }
}
