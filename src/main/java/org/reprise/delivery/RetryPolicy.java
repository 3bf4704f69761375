package org.reprise.delivery;

import java.time.Duration;
import org.reprise.Said;
import org.reprise.delivery.Delivery.State;
import org.reprise.telegram.SendOutcome;

/** What follows from Telegram's answer to the n-th attempt. Pure. */
public final class RetryPolicy {
    /** What a campaign says that was stopped since its session can send no more. */
    public static final String SESSION_LOST = "ended.session";

    private static final String SESSION_LIMITED = "ended.limited";

    /** So many pauses for one and the same recipient, and the fault is theirs, not the session's. */
    static final int MOST_ATTEMPTS = 20;

    sealed interface Next {
        /** The recipient's outcome is known. */
        record Settle(State state, String reason) implements Next {}

        /**
         * The session pauses; the recipient keeps its place and is tried again.
         *
         * @param attempt the number of that attempt
         */
        record PauseThenAgain(Duration pause, String cause, int attempt) implements Next {}

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
                    ? new Next.PauseThenAgain(throttled.pause(), throttled.cause(), attempt + 1)
                    : new Next.Settle(State.FAILED, throttled.cause());
        }
        if (outcome instanceof SendOutcome.Unreachable unreachable) {
            // however long the network is down, it is nobody's fault: no attempt was made
            return new Next.PauseThenAgain(unreachable.pause(), unreachable.cause(), attempt);
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

    /**
     * The campaign waits, stopped, until an operator has mended the session. Whom Telegram takes for a sender of spam
     * is not to go on by itself, so that has another key.
     */
    static Next.EndRun sessionLost(String cause) {
        var words = String.valueOf(cause);
        return new Next.EndRun(
                Ending.STOPPED, Said.of(words.contains("PEER_FLOOD") ? SESSION_LIMITED : SESSION_LOST, words));
    }
}
