package org.reprise.telegram.tdlib;

import java.time.Duration;
import java.util.Optional;
import org.reprise.telegram.ErrorWords;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;

/** What an error of TDLib's means for a message: {@link ErrorWords} first, since TDLib gives many another code. */
final class TdVerdict {
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(30);

    private TdVerdict() {}

    static SendOutcome of(TdError error) {
        return pause(error)
                .<SendOutcome>map(pause -> new SendOutcome.Throttled(pause, WaitCause.FLOOD_WAIT))
                .or(() -> ErrorWords.outcome(error.getMessage()))
                .orElseGet(() -> unheardOf(error));
    }

    /** How long Telegram wants to be left alone; empty when it is about something else. */
    static Optional<Duration> pause(TdError error) {
        return ErrorWords.pause(error.getMessage())
                .or(() -> error.code() == 429 ? Optional.of(UNTOLD_PAUSE) : Optional.empty());
    }

    /** Of 500 and above, and of requests that a closing client drops, nobody knows what became. */
    private static SendOutcome unheardOf(TdError error) {
        if (error.code() >= 500) {
            return new SendOutcome.Unknown(SendOutcome.LostReply.TELEGRAM_FAILED_INSIDE, error.getMessage());
        }
        return error.code() == 401
                ? new SendOutcome.SessionLost("Telegram does not let it send (" + error.getMessage() + ")")
                : new SendOutcome.Refused(SendOutcome.Reason.UNRECOGNISED, error.getMessage());
    }
}
