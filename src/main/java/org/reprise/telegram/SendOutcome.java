package org.reprise.telegram;

import java.time.Duration;
import java.util.OptionalLong;

/** What Telegram answered to one message. A value, never an exception: the caller decides what follows. */
public sealed interface SendOutcome {

    /**
     * Telegram accepted it.
     *
     * @param messageId what the session's gateway calls the message, at least 1 and unique in its chat: TDLib another
     *     number than the Bot API. Empty: nobody told
     */
    record Sent(OptionalLong messageId) implements SendOutcome {
        public Sent(long messageId) {
            this(OptionalLong.of(messageId));
        }

        /** Nobody told what it is called. */
        public Sent() {
            this(OptionalLong.empty());
        }
    }

    /**
     * This recipient cannot be reached; final.
     *
     * @param words Telegram's own, for a reason that Reprise does not know; else null
     */
    record Refused(Reason reason, String words) implements SendOutcome {
        public Refused(Reason reason) {
            this(reason, null);
        }
    }

    /**
     * Not delivered, and nothing is wrong with the recipient: the whole session must wait.
     *
     * @param pause at least this long before the session's next message
     * @param cause shown to operators
     */
    record Throttled(Duration pause, WaitCause cause) implements SendOutcome {}

    /**
     * It never left Reprise, and nothing is wrong with anybody: Telegram cannot be reached now.
     *
     * @param pause before the session's next message; zero: none is needed
     * @param cause shown to operators
     */
    record Unreachable(Duration pause, WaitCause cause) implements SendOutcome {}

    /**
     * Not delivered: Telegram could not take this campaign's message just now, as when it cannot fetch an attachment.
     * Nothing is wrong with the recipient or the session.
     *
     * @param words Telegram's own
     */
    record NotTaken(WaitCause cause, String words) implements SendOutcome {}

    /** Not delivered: the message itself is at fault, no recipient is to blame. */
    record MessageRejected(String cause) implements SendOutcome {}

    /** Not delivered: the session can send no more until an operator mends it. */
    record SessionLost(Loss loss, String cause) implements SendOutcome {
        /** It has to be connected again. */
        public SessionLost(String cause) {
            this(Loss.DISCONNECTED, cause);
        }
    }

    /** What a session lost. */
    enum Loss {
        /** Telegram does not let it in, or it was never connected. */
        DISCONNECTED,
        /** Telegram takes it for a sender of spam: it is let in, and may write to nobody. */
        LIMITED
    }

    /**
     * Handed over, and no reply was seen that tells of it: it may or may not have arrived.
     *
     * @param words Telegram's own, if it said anything; else null
     */
    record Unknown(LostReply why, String words) implements SendOutcome {
        public Unknown(LostReply why) {
            this(why, null);
        }
    }

    /** Why nobody knows whether a message arrived. The names are stored. */
    enum LostReply {
        NO_REPLY_IN_TIME,
        CONNECTION_BROKE,
        TELEGRAM_FAILED_INSIDE,
        NOT_TELEGRAM,
        GATEWAY_FAILED,
        /** Reprise was stopped while the message was on its way. */
        GOING_DOWN,
        /** The session was closed meanwhile. */
        SESSION_CLOSED
    }

    /** Why a recipient cannot be reached. */
    enum Reason {
        BLOCKED,
        DEACTIVATED,
        NEVER_WROTE,
        PRIVACY_RESTRICTED,
        WRITE_FORBIDDEN,
        /** Campaigns write to people; this is a group or a channel. */
        GROUP,
        /** In words that this Reprise does not know. */
        UNRECOGNISED
    }
}
