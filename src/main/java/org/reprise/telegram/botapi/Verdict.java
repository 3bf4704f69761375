package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.reprise.telegram.ErrorWords;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;

/**
 * What the Bot API's answer to a message means: {@link ErrorWords} first. Nothing refused below 500 was delivered; of
 * 500 and above, and of an answer that cannot be read, nobody knows.
 */
final class Verdict {
    static final String FLOOD_WAIT = "flood wait";
    static final String TOKEN_REFUSED = "Telegram does not know its token; connect it again";
    static final String FAILED_INSIDE = "Telegram failed inside";
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(5);
    private static final Duration PROXY_PAUSE = Duration.ofSeconds(30);

    private Verdict() {}

    static SendOutcome of(Reply.Answer answer) {
        if (answer.isOk()) {
            return new SendOutcome.Sent();
        } else if (answer.status() >= 500) {
            return new SendOutcome.Unknown(FAILED_INSIDE);
        } else if (answer.status() < 300) {
            // accepted, as far as anybody can tell: what stands in between cut the words off
            return new SendOutcome.Unknown(Call.CONNECTION_BROKE);
        } else if (answer.body() == null) {
            return fromAProxy(answer.status());
        }
        var description = answer.description();
        if (answer.status() == 429 || ErrorWords.pause(description).isPresent()) {
            return new SendOutcome.Throttled(pause(answer), FLOOD_WAIT);
        }
        return ErrorWords.outcome(description).orElseGet(() -> unheardOf(answer));
    }

    /** How long Telegram wants nothing to be sent. */
    static Duration pause(Reply.Answer answer) {
        var body = answer.body();
        if (body != null && body.get("parameters") instanceof JsonObject told && told.containsKey("retry_after")) {
            return Duration.ofSeconds(Math.max(1, told.getInt("retry_after")));
        }
        return ErrorWords.pause(answer.description()).orElse(UNTOLD_PAUSE);
    }

    /** Not Telegram's words: something in front of it refused, for everybody alike. */
    private static SendOutcome fromAProxy(int status) {
        return status == 429
                ? new SendOutcome.Throttled(UNTOLD_PAUSE, FLOOD_WAIT)
                : new SendOutcome.Unreachable(PROXY_PAUSE, "no Bot API answers at its address (" + status + ")");
    }

    /** A token that is none is answered with 404, and one that was revoked with 401, whatever the words. */
    private static SendOutcome unheardOf(Reply.Answer answer) {
        return answer.status() == 401 || answer.status() == 404
                ? new SendOutcome.SessionLost(TOKEN_REFUSED)
                : new SendOutcome.Refused(Reason.UNRECOGNISED);
    }
}
