package org.reprise.telegram.botapi;

import java.time.Duration;
import org.reprise.telegram.SendOutcome;

/** Why a call has no answer. */
enum CallFailure {
    /** By whoever handed it over, who asks again at once. */
    RECALLED("it was taken back", Duration.ZERO),
    NOT_OURS("another server may have the database", Duration.ZERO),
    /** A kept connection that turns out to be closed cost nothing. */
    CONNECTION_BROKE("the connection broke", Duration.ofMillis(20)),
    NOT_NOTED("the data directory can neither be written to nor tidied up"),
    GOING_DOWN("Reprise is going down"),
    NOT_WANTED("Reprise takes nothing more in"),
    UNKNOWN_ADDRESS("its address is unknown"),
    NOT_SECURE("no secure connection"),
    NO_CONNECTION("no connection"),
    NO_CONNECTION_IN_TIME("no connection in time"),
    NO_REPLY_IN_TIME("no reply in time");

    private final String words;
    private final Duration pause;

    CallFailure(String words) {
        this(words, Duration.ofSeconds(3));
    }

    CallFailure(String words, Duration pause) {
        this.words = words;
        this.pause = pause;
    }

    /** In English, as it is stored and logged. */
    String words() {
        return words;
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
