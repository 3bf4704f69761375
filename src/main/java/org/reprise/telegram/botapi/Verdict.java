package org.reprise.telegram.botapi;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.reprise.telegram.ErrorWords;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.WaitCause;

/**
 * What the Bot API's answer to a message means: {@link ErrorWords} first. Nothing that Telegram refused below 500 was
 * delivered. Of 500 and above, and of a success that is not Telegram's, nobody knows.
 */
final class Verdict {
    static final String TOKEN_REFUSED = "Telegram does not know its token; connect it again";
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(5);
    private static final Duration PROXY_PAUSE = Duration.ofSeconds(30);

    private Verdict() {}

    static SendOutcome of(Reply.Answer answer) {
        if (answer.isOk()) {
            return new SendOutcome.Sent(answer.messageId());
        } else if (asksForAPause(answer)) {
            return new SendOutcome.Throttled(pause(answer), WaitCause.FLOOD_WAIT);
        } else if (!answer.isTelegrams()) {
            return notTelegrams(answer.status());
        } else if (answer.status() >= 500 || answer.code() >= 500) {
            return new SendOutcome.Unknown(SendOutcome.LostReply.TELEGRAM_FAILED_INSIDE);
        }
        return ErrorWords.outcome(answer.description()).orElseGet(() -> unheardOf(answer));
    }

    /** Whoever answers so, and whatever else the answer says: nothing was delivered. */
    private static boolean asksForAPause(Reply.Answer answer) {
        return answer.status() == 429
                || answer.code() == 429
                || answer.isTelegrams()
                        && ErrorWords.pause(answer.description()).isPresent();
    }

    /** How long Telegram wants nothing to be sent, a second at least: told as a parameter, in words or by a header. */
    static Duration pause(Reply.Answer answer) {
        return parameter(answer)
                .or(() -> ErrorWords.pause(answer.description()))
                .or(() -> Optional.ofNullable(answer.retryAfter()))
                .map(pause -> pause.toSeconds() < 1 ? Duration.ofSeconds(1) : pause)
                .orElse(UNTOLD_PAUSE);
    }

    private static Optional<Duration> parameter(Reply.Answer answer) {
        JsonValue told = answer.body() != null && answer.body().get("parameters") instanceof JsonObject parameters
                ? parameters.get("retry_after")
                : null;
        if (told instanceof JsonNumber number) {
            return ErrorWords.seconds(number.toString());
        }
        return told instanceof JsonString text
                ? ErrorWords.seconds(text.getString().strip())
                : Optional.empty();
    }

    /** What stands in between may have passed the message on, unless it refused: then it does so for everybody. */
    private static SendOutcome notTelegrams(int status) {
        return status < 300 || status >= 500
                ? new SendOutcome.Unknown(SendOutcome.LostReply.NOT_TELEGRAM)
                : new SendOutcome.Unreachable(PROXY_PAUSE, WaitCause.NO_BOT_API);
    }

    /** A token that is none is answered with 404, and one that was revoked with 401, whatever the words. */
    private static SendOutcome unheardOf(Reply.Answer answer) {
        return answer.code() == 401 || answer.code() == 404
                ? new SendOutcome.SessionLost(TOKEN_REFUSED)
                : new SendOutcome.Refused(Reason.UNRECOGNISED, answer.description());
    }
}
