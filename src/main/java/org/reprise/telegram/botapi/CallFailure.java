package org.reprise.telegram.botapi;

import java.time.Duration;
import org.reprise.telegram.SendOutcome;

/** Why a call has no answer. */
enum CallFailure {
    /** By whoever handed it over, who asks again at once. */
    RECALLED(Duration.ZERO),
    /** Another server may have the database. */
    NOT_OURS(Duration.ZERO),
    /** A kept connection that turns out to be closed cost nothing. */
    CONNECTION_BROKE(Duration.ofMillis(20)),
    /** The data directory can neither be written to nor tidied up. */
    NOT_NOTED,
    GOING_DOWN,
    /** Reprise takes nothing more in. */
    NOT_WANTED,
    UNKNOWN_ADDRESS,
    NOT_SECURE,
    NO_CONNECTION,
    NO_CONNECTION_IN_TIME,
    NO_REPLY_IN_TIME;

    private final Duration pause;

    CallFailure() {
        this(Duration.ofSeconds(3));
    }

    CallFailure(Duration pause) {
        this.pause = pause;
    }

    /** What is said of a message that had left, or may have. */
    SendOutcome.LostReply lostReply() {
        return switch (this) {
            case GOING_DOWN, RECALLED, NOT_WANTED -> SendOutcome.LostReply.GOING_DOWN;
            case NO_REPLY_IN_TIME -> SendOutcome.LostReply.NO_REPLY_IN_TIME;
            default -> SendOutcome.LostReply.CONNECTION_BROKE;
        };
    }

    /** How long the session waits when it never left. */
    Duration pause() {
        return pause;
    }
}
