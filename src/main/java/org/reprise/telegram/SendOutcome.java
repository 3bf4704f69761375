package org.reprise.telegram;

import java.time.Duration;

/** What Telegram answered to one message. A value, never an exception: the caller decides what follows. */
public sealed interface SendOutcome {

    /** Telegram accepted it. */
    record Sent() implements SendOutcome {}

    /** This recipient cannot be reached; final. */
    record Refused(Reason reason) implements SendOutcome {}

    /**
     * Not delivered, and nothing is wrong with the recipient: the whole session must wait.
     *
     * @param pause at least this long before the session's next message
     * @param cause shown to operators, such as {@code flood wait}
     */
    record Throttled(Duration pause, String cause) implements SendOutcome {}

    /**
     * It never left Reprise, and nothing is wrong with anybody: Telegram cannot be reached now.
     *
     * @param pause before the session's next message; zero: none is needed
     * @param cause shown to operators
     */
    record Unreachable(Duration pause, String cause) implements SendOutcome {}

    /** Not delivered: the message itself is at fault, no recipient is to blame. */
    record MessageRejected(String cause) implements SendOutcome {}

    /** Not delivered: the session can send no more until an operator mends it. */
    record SessionLost(String cause) implements SendOutcome {}

    /** Handed over, and no reply was seen: it may or may not have arrived. */
    record Unknown(String cause) implements SendOutcome {}

    /** Why a recipient cannot be reached. */
    enum Reason {
        BLOCKED,
        DEACTIVATED,
        NEVER_WROTE,
        PRIVACY_RESTRICTED,
        WRITE_FORBIDDEN,
        /** In words that this Reprise does not know; its log has them. */
        UNRECOGNISED
    }
}
