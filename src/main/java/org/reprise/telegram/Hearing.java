package org.reprise.telegram;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a session hears what people write to it. While it does not, nobody can opt out, and who tries is written to
 * all the same.
 */
public sealed interface Hearing {

    /** What people write comes in. */
    record Listening() implements Hearing {
        @Override
        public boolean isWorthAWarning(Instant now) {
            return false;
        }
    }

    /** What happened while nobody listened comes in first; nothing is sent meanwhile. */
    record CatchingUp(Instant since) implements Hearing {
        @Override
        public boolean isWorthAWarning(Instant now) {
            return !since.plus(A_MOMENT).isAfter(now);
        }
    }

    /**
     * Nothing comes in.
     *
     * @param words that tell more than the cause: Telegram's own, or where the other program is; or null
     */
    record Deaf(Cause cause, Instant since, String words) implements Hearing {
        @Override
        public boolean isWorthAWarning(Instant now) {
            return !cause.passesByItself || !since.plus(A_MOMENT).isAfter(now);
        }
    }

    enum Cause {
        /** Another program had Telegram bring the updates to it, at the host in the words. */
        FOREIGN_WEBHOOK(false),
        /** Another program asks Telegram for the updates. */
        OTHER_PROGRAM(false),
        /** Another program took Reprise's webhook away. */
        WEBHOOK_LOST(false),
        /** Telegram cannot bring the updates to Reprise's webhook; the words say why. */
        UNDELIVERED(false),
        /** Telegram does not hand the updates out; the words say why. */
        REFUSED(false),
        /** Telegram cannot be reached. */
        UNREACHABLE(true),
        /** What came in could not be written down. */
        NOT_KEPT(true);

        private final boolean passesByItself;

        Cause(boolean passesByItself) {
            this.passesByItself = passesByItself;
        }
    }

    /** What passes within it is no news. */
    Duration A_MOMENT = Duration.ofMinutes(1);

    /** Whether an operator should be told. */
    boolean isWorthAWarning(Instant now);
}
