package org.reprise.telegram.tdlib;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;

/**
 * What an error of TDLib's means for a message. Its words decide: TDLib gives many of Telegram's another code.
 *
 * @see <a href="https://core.telegram.org/api/errors">Telegram's errors</a>
 */
final class TdVerdict {
    private static final Pattern WAIT = Pattern.compile("(?:retry after |FLOOD_WAIT_|SLOWMODE_WAIT_)(\\d{1,9})");
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(30);

    private record Rule(List<String> words, Function<String, SendOutcome> outcome) {}

    /** The first that fits counts: INPUT_USER_DEACTIVATED is a recipient's, USER_DEACTIVATED the session's. */
    private static final List<Rule> RULES = List.of(
            refused(Reason.BLOCKED, "user_is_blocked", "blocked by the user"),
            refused(Reason.DEACTIVATED, "input_user_deactivated", "user_deleted", "user is deactivated"),
            refused(
                    Reason.NEVER_WROTE,
                    "peer_id_invalid",
                    "user_id_invalid",
                    "can't initiate conversation",
                    "chat not found",
                    "user not found",
                    "invalid user"),
            refused(
                    Reason.PRIVACY_RESTRICTED,
                    "user_privacy_restricted",
                    "privacy_premium_required",
                    "allow_payment_required",
                    "you_blocked_user",
                    "user_is_bot"),
            refused(
                    Reason.WRITE_FORBIDDEN,
                    "chat_write_forbidden",
                    "chat_send_",
                    "not enough rights",
                    "have no rights"),
            rule(
                    SendOutcome.MessageRejected::new,
                    "message_too_long",
                    "too long",
                    "message_empty",
                    "must be non-empty",
                    "entity_bounds_invalid",
                    "can't parse entities"),
            rule(
                    words -> new SendOutcome.SessionLost("Telegram takes it for a sender of spam (PEER_FLOOD): ask"
                            + " @SpamBot why and for how long, and do not send from another account instead"),
                    "peer_flood"),
            rule(
                    words ->
                            new SendOutcome.SessionLost("Telegram has logged it out (" + words + "); connect it again"),
                    "auth_key_",
                    "session_revoked",
                    "session_expired",
                    "user_deactivated",
                    "unauthorized"));

    private TdVerdict() {}

    private static Rule refused(Reason reason, String... words) {
        return rule(all -> new SendOutcome.Refused(reason), words);
    }

    private static Rule rule(Function<String, SendOutcome> outcome, String... words) {
        return new Rule(List.of(words), outcome);
    }

    static SendOutcome of(TdError error) {
        var pause = pause(error);
        if (pause != null) {
            return new SendOutcome.Throttled(pause, "flood wait");
        }
        var words = error.getMessage().toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.words.stream().anyMatch(words::contains))
                .findFirst()
                .map(rule -> rule.outcome.apply(error.getMessage()))
                .orElseGet(() -> unheardOf(error));
    }

    /** How long Telegram wants to be left alone; null when it is about something else. */
    static Duration pause(TdError error) {
        var wait = WAIT.matcher(error.getMessage());
        if (wait.find()) {
            return Duration.ofSeconds(Math.max(1, Long.parseLong(wait.group(1))));
        }
        return error.code() == 429 ? UNTOLD_PAUSE : null;
    }

    /** Of 500 and above, and of requests that a closing client drops, nobody knows what became. */
    private static SendOutcome unheardOf(TdError error) {
        if (error.code() >= 500) {
            return new SendOutcome.Unknown(error.getMessage());
        }
        return error.code() == 401
                ? new SendOutcome.SessionLost("Telegram does not let it send (" + error.getMessage() + ")")
                : new SendOutcome.MessageRejected(error.getMessage());
    }
}
