package org.reprise.telegram.botapi;

import static java.util.stream.Collectors.toUnmodifiableList;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;

/**
 * What Telegram's answer to a message means. Its words decide, not its code: the same refusal comes as 400 and as 403.
 * Nothing below 500 was delivered; of 500 and above nobody knows.
 *
 * @see <a href="https://core.telegram.org/api/errors">Telegram's errors</a>
 */
final class Verdict {
    static final String FLOOD_WAIT = "flood wait";
    static final String TOKEN_REFUSED = "Telegram does not know its token; connect it again";
    static final String FAILED_INSIDE = "Telegram failed inside";
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(5);
    private static final Duration PROXY_PAUSE = Duration.ofSeconds(30);
    private static final Pattern WAIT = Pattern.compile("(?:retry after |FLOOD_WAIT_|SLOWMODE_WAIT_)(\\d{1,9})");

    private record Rule(List<String> words, Function<String, SendOutcome> outcome) {
        boolean fits(String description) {
            return words.stream().anyMatch(description::contains);
        }
    }

    /** The first that fits counts: INPUT_USER_DEACTIVATED is a recipient's, USER_DEACTIVATED the session's. */
    private static final List<Rule> RULES = List.of(
            refused(Reason.BLOCKED, "bot was blocked by the user", "USER_IS_BLOCKED"),
            refused(Reason.DEACTIVATED, "user is deactivated", "INPUT_USER_DEACTIVATED", "USER_DELETED"),
            refused(
                    Reason.NEVER_WROTE,
                    "bot can't initiate conversation",
                    "chat not found",
                    "user not found",
                    "PEER_ID_INVALID",
                    "CHAT_ID_INVALID"),
            refused(
                    Reason.PRIVACY_RESTRICTED,
                    "USER_PRIVACY_RESTRICTED",
                    "PRIVACY_PREMIUM_REQUIRED",
                    "ALLOW_PAYMENT_REQUIRED"),
            refused(
                    Reason.WRITE_FORBIDDEN,
                    "CHAT_WRITE_FORBIDDEN",
                    "CHAT_SEND_",
                    "CHAT_RESTRICTED",
                    "CHAT_ADMIN_REQUIRED",
                    "YOU_BLOCKED_USER",
                    "USER_IS_BOT",
                    "bot can't send messages to",
                    "have no rights to send",
                    "not enough rights",
                    "need administrator rights",
                    "bot was kicked",
                    "bot is not a member"),
            rule(
                    SendOutcome.MessageRejected::new,
                    "can't parse entities",
                    "ENTITY_BOUNDS_INVALID",
                    "ENTITIES_TOO_LONG",
                    "message text is empty",
                    "MESSAGE_EMPTY",
                    "is too long",
                    "MESSAGE_TOO_LONG",
                    "CAPTION_TOO_LONG",
                    "must be encoded in UTF-8",
                    "BUTTON_",
                    "REPLY_MARKUP_",
                    "inline keyboard",
                    "wrong file identifier",
                    "wrong remote file",
                    "wrong type of the web page content",
                    "failed to get HTTP URL content",
                    "wrong HTTP URL",
                    "can't use file of type",
                    "is too big",
                    "Too Large",
                    "MEDIA_",
                    "WEBPAGE_",
                    "PHOTO_",
                    "VIDEO_",
                    "FILE_",
                    "IMAGE_PROCESS_FAILED"),
            rule(
                    words -> new SendOutcome.MessageRejected(
                            "the bot has too few Telegram Stars for paid broadcast (" + words + ")"),
                    "BALANCE_TOO_LOW"),
            rule(
                    words -> new SendOutcome.SessionLost("Telegram takes it for a sender of spam (PEER_FLOOD): ask"
                            + " @SpamBot why and for how long, and do not send from another account instead"),
                    "PEER_FLOOD"),
            rule(
                    words -> new SendOutcome.SessionLost(
                            "Telegram takes its token no more (" + words + "); connect it again"),
                    "Unauthorized",
                    "Logged out",
                    "AUTH_KEY_",
                    "SESSION_REVOKED",
                    "SESSION_EXPIRED",
                    "USER_DEACTIVATED"));

    private Verdict() {}

    private static Rule refused(Reason reason, String... words) {
        return rule(description -> new SendOutcome.Refused(reason), words);
    }

    private static Rule rule(Function<String, SendOutcome> outcome, String... words) {
        return new Rule(Stream.of(words).map(Verdict::lowerCase).collect(toUnmodifiableList()), outcome);
    }

    static SendOutcome of(Reply.Answer answer) {
        if (answer.isOk()) {
            return new SendOutcome.Sent();
        } else if (answer.status() >= 500) {
            return new SendOutcome.Unknown(FAILED_INSIDE);
        } else if (answer.body() == null) {
            return fromAProxy(answer.status());
        }
        var description = answer.description();
        var wait = WAIT.matcher(description);
        if (answer.status() == 429 || wait.find(0)) {
            return new SendOutcome.Throttled(pause(answer), FLOOD_WAIT);
        }
        var words = lowerCase(description);
        return RULES.stream()
                .filter(rule -> rule.fits(words))
                .findFirst()
                .map(rule -> rule.outcome.apply(description))
                .orElseGet(() -> unheardOf(answer));
    }

    /** How long Telegram wants nothing to be sent. */
    static Duration pause(Reply.Answer answer) {
        var body = answer.body();
        if (body != null && body.get("parameters") instanceof JsonObject told && told.containsKey("retry_after")) {
            return Duration.ofSeconds(Math.max(1, told.getInt("retry_after")));
        }
        var wait = WAIT.matcher(answer.description());
        return wait.find() ? Duration.ofSeconds(Math.max(1, Long.parseLong(wait.group(1)))) : UNTOLD_PAUSE;
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

    private static String lowerCase(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
