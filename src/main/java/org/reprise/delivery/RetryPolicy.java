package org.reprise.delivery;

import java.time.Duration;
import org.reprise.Said;
import org.reprise.delivery.Delivery.State;
import org.reprise.telegram.SendOutcome;

/** What follows from Telegram's answer to the n-th attempt. Pure. */
public final class RetryPolicy {
    /** What a campaign says that was stopped since its session can send no more. */
    public static final String SESSION_LOST = "ended.session";

    /** So many pauses for one and the same recipient, and the fault is theirs, not the session's. */
    static final int MOST_ATTEMPTS = 20;

    sealed interface Next {
        /** The recipient's outcome is known. */
        record Settle(State state, String reason) implements Next {}

        /** The session pauses; the recipient keeps its place and is tried again. */
        record PauseThenAgain(Duration pause, String cause) implements Next {}

        /** The campaign cannot go on; the recipient was not reached and keeps its claim to be. */
        record EndRun(Ending ending, Said error) implements Next {}
    }

    private RetryPolicy() {}

    /** @param attempt 1 for the first */
    static Next after(SendOutcome outcome, int attempt) {
        if (outcome instanceof SendOutcome.Sent) {
            return new Next.Settle(State.SENT, null);
        }
        if (outcome instanceof SendOutcome.Refused refused) {
            return new Next.Settle(State.FAILED, refused.reason().name());
        }
        if (outcome instanceof SendOutcome.Throttled throttled) {
            return attempt < MOST_ATTEMPTS
                    ? new Next.PauseThenAgain(throttled.pause(), throttled.cause())
                    : new Next.Settle(State.FAILED, throttled.cause());
        }
        if (outcome instanceof SendOutcome.MessageRejected rejected) {
            return new Next.EndRun(Ending.FAILED, Said.of("ended.message", String.valueOf(rejected.cause())));
        }
        if (outcome instanceof SendOutcome.SessionLost lost) {
            return sessionLost(lost.cause());
        }
        var unknown = (SendOutcome.Unknown) outcome;
        // never again by itself: it may have arrived
        return new Next.Settle(State.UNCERTAIN, unknown.cause());
    }

    /** The campaign waits, stopped, until an operator has mended the session. */
    static Next.EndRun sessionLost(String cause) {
        return new Next.EndRun(Ending.STOPPED, Said.of(SESSION_LOST, String.valueOf(cause)));
    }
}
