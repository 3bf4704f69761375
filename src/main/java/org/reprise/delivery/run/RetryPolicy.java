package org.reprise.delivery.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;

/** What follows from Telegram's answer to the n-th attempt. Pure. */
public final class RetryPolicy {
    /** Of pauses for a message that Telegram cannot take just now; after them it is taken for wrong. */
    static final int MAX_TRIES_OF_A_MESSAGE = 5;

    private static final Duration FIRST_PAUSE_OF_A_MESSAGE = Duration.ofSeconds(2);

    /** So many pauses for one and the same recipient, and the fault is theirs, not the session's. */
    static final int MAX_ATTEMPTS = 20;

    sealed interface Next {
        /**
         * The recipient's outcome is known.
         *
         * @param words Telegram's own, when it refused for a reason that Reprise does not know; else null
         * @param messageId of a message that was sent
         */
        record Decided(State state, DeliveryReason reason, String words, OptionalLong messageId) implements Next {
            Decided(State state, DeliveryReason reason) {
                this(state, reason, null);
            }

            Decided(State state, DeliveryReason reason, String words) {
                this(state, reason, words, OptionalLong.empty());
            }

            Outcome of(long user, int revision) {
                return new Outcome(user, state, reason, words, revision, messageId);
            }
        }

        /** The campaign pauses, others of its session do not; the recipient keeps its place and is tried again. */
        record PutOff(WaitCause cause, String words) implements Next {}

        /**
         * The recipient keeps its place and is tried again. The session's lane pauses by itself, from the answer on.
         *
         * @param pause how long it does
         * @param attempt the number of that attempt
         */
        record TryAgain(Duration pause, WaitCause cause, int attempt) implements Next {}

        /** The campaign cannot go on; the recipient was not reached and keeps its claim to be. */
        record EndRun(RunOutcome outcome, EndCause why) implements Next {}
    }

    private RetryPolicy() {}

    /** @param attempt 1 for the first */
    static Next after(SendOutcome outcome, int attempt) {
        if (outcome instanceof SendOutcome.Sent sent) {
            return new Next.Decided(State.SENT, null, null, sent.messageId());
        }
        if (outcome instanceof SendOutcome.Refused refused) {
            return new Next.Decided(State.FAILED, new DeliveryReason.Refused(refused.reason()), refused.words());
        }
        if (outcome instanceof SendOutcome.Throttled throttled) {
            return attempt < MAX_ATTEMPTS
                    ? new Next.TryAgain(throttled.pause(), throttled.cause(), attempt + 1)
                    : new Next.Decided(State.FAILED, new DeliveryReason.Paused(throttled.cause()));
        }
        if (outcome instanceof SendOutcome.Unreachable unreachable) {
            // however long the network is down, it is nobody's fault: no attempt was made
            return new Next.TryAgain(unreachable.pause(), unreachable.cause(), attempt);
        }
        if (outcome instanceof SendOutcome.NotTaken notTaken) {
            return new Next.PutOff(notTaken.cause(), notTaken.words());
        }
        if (outcome instanceof SendOutcome.MessageRejected rejected) {
            return messageRejected(rejected.cause());
        }
        if (outcome instanceof SendOutcome.SessionLost lost) {
            return sessionLost(lost.loss(), lost.cause());
        }
        var unknown = (SendOutcome.Unknown) outcome;
        // never again by itself: it may have arrived
        return new Next.Decided(State.UNCERTAIN, new DeliveryReason.ReplyLost(unknown.why()), unknown.words());
    }

    /**
     * The campaign waits, stopped, until an operator has mended the session. Whom Telegram takes for a sender of spam
     * is not to go on by itself, so that is another kind.
     */
    static Next.EndRun sessionLost(SendOutcome.Loss loss, String cause) {
        var kind = switch (loss) {
            case DISCONNECTED -> EndCause.Kind.SESSION_LOST;
            case LIMITED -> EndCause.Kind.SESSION_LIMITED;
        };
        return new Next.EndRun(RunOutcome.STOPPED, kind.with(String.valueOf(cause)));
    }

    static Next.EndRun messageRejected(String words) {
        return new Next.EndRun(RunOutcome.FAILED, EndCause.Kind.MESSAGE_REFUSED.with(String.valueOf(words)));
    }

    /**
     * How long a message waits that Telegram could not take so many times.
     *
     * @param tries from 1
     * @return 2 seconds, and twice as long each time; empty: no more
     */
    static Optional<Duration> pauseAfter(int tries) {
        return tries > MAX_TRIES_OF_A_MESSAGE
                ? Optional.empty()
                : Optional.of(FIRST_PAUSE_OF_A_MESSAGE.multipliedBy(1L << (tries - 1)));
    }
}
