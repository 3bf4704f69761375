package org.reprise.telegram;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.telegram.SendOutcome.Loss;
import org.reprise.telegram.SendOutcome.Reason;

/**
 * What Telegram's words for an error mean, whichever gateway hears them. The words decide, not the code that comes with
 * them: the same refusal is 400 in one place and 403 in another.
 *
 * @see <a href="https://core.telegram.org/api/errors">Telegram's errors</a>
 */
public final class ErrorWords {
    private static final Pattern WAIT = Pattern.compile("(?:retry after |FLOOD_WAIT_|SLOWMODE_WAIT_)(\\d+)");

    /** Times are counted in nanoseconds of 64 bits: three hundred years would be none. */
    private static final BigDecimal MAX_PAUSE_SECONDS = BigDecimal.valueOf(100L * 365 * 86_400);

    private record Rule(List<String> words, Function<String, SendOutcome> outcome) {
        boolean fits(String description) {
            return words.stream().anyMatch(description::contains);
        }
    }

    private static final String UNKNOWN_FILE = "wrong file identifier";

    /** The first that fits counts: INPUT_USER_DEACTIVATED is a recipient's, USER_DEACTIVATED the session's. */
    private static final List<Rule> RULES = List.of(
            refused(Reason.BLOCKED, "was blocked by the user", "USER_IS_BLOCKED"),
            refused(Reason.DEACTIVATED, "user is deactivated", "INPUT_USER_DEACTIVATED", "USER_DELETED"),
            refused(
                    Reason.NEVER_WROTE,
                    "bot can't initiate conversation",
                    "chat not found",
                    "user not found",
                    "PEER_ID_INVALID",
                    "USER_ID_INVALID",
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
                    "no write access to the chat",
                    "not enough rights",
                    "need administrator rights",
                    "bot was kicked",
                    "bot is not a member"),
            refused(Reason.GROUP, "upgraded to a supergroup"),
            // the address may answer again: before the words of messages that are at fault for good
            rule(
                    words -> new SendOutcome.NotTaken(WaitCause.ATTACHMENT_NOT_FETCHED, words),
                    "failed to get HTTP URL content",
                    "wrong type of the web page content",
                    "WEBPAGE_CURL_FAILED",
                    "WEBPAGE_MEDIA_EMPTY"),
            rule(
                    SendOutcome.MessageRejected::new,
                    "can't parse entities",
                    "ENTITY_BOUNDS_INVALID",
                    "ENTITIES_TOO_LONG",
                    "message text is empty",
                    "must be non-empty",
                    "MESSAGE_EMPTY",
                    "is too long",
                    "MESSAGE_TOO_LONG",
                    "CAPTION_TOO_LONG",
                    "must be encoded in UTF-8",
                    "BUTTON_",
                    "REPLY_MARKUP_",
                    "inline keyboard",
                    UNKNOWN_FILE,
                    "wrong remote file",
                    "wrong HTTP URL",
                    "can't use file of type",
                    "is too big",
                    "Too Large",
                    "MEDIA_",
                    "WEBPAGE_URL_INVALID",
                    "PHOTO_",
                    "VIDEO_",
                    "FILE_",
                    "IMAGE_PROCESS_FAILED"),
            rule(
                    words -> new SendOutcome.MessageRejected(
                            "the bot has too few Telegram Stars for paid broadcast (" + words + ")"),
                    "BALANCE_TOO_LOW"),
            rule(
                    words -> new SendOutcome.SessionLost(
                            Loss.LIMITED,
                            "Telegram takes it for a sender of spam (PEER_FLOOD): ask"
                                    + " @SpamBot why and for how long, and do not send from another account instead"),
                    "PEER_FLOOD"),
            rule(
                    words -> new SendOutcome.SessionLost(
                            "Telegram lets it in no more (" + words + "); connect it again"),
                    "Unauthorized",
                    "Logged out",
                    "AUTH_KEY_",
                    "SESSION_REVOKED",
                    "SESSION_EXPIRED",
                    "USER_DEACTIVATED"));

    private ErrorWords() {}

    /** Whether Telegram does not know a file by the id that it gave it: it has to be brought again. */
    public static boolean isOfUnknownFile(String description) {
        return lowerCase(description).contains(UNKNOWN_FILE);
    }

    private static Rule refused(Reason reason, String... words) {
        return rule(description -> new SendOutcome.Refused(reason), words);
    }

    private static Rule rule(Function<String, SendOutcome> outcome, String... words) {
        return new Rule(Stream.of(words).map(ErrorWords::lowerCase).toList(), outcome);
    }

    /** Empty for words that Reprise does not know, and for those of a pause. */
    public static Optional<SendOutcome> outcome(String description) {
        var words = lowerCase(description);
        return RULES.stream().filter(rule -> rule.fits(words)).findFirst().map(rule -> rule.outcome.apply(description));
    }

    /** How long Telegram wants nothing to be sent, at least a second; empty when it is about something else. */
    public static Optional<Duration> pause(String description) {
        var wait = WAIT.matcher(description);
        return wait.find() ? seconds(wait.group(1)) : Optional.empty();
    }

    /**
     * A pause that is told as a number of seconds, in whatever dress; rounded up, from a second to a hundred years.
     *
     * @return empty when it is no number
     */
    public static Optional<Duration> seconds(String number) {
        try {
            var seconds = new BigDecimal(number).max(BigDecimal.ONE).min(MAX_PAUSE_SECONDS);
            return Optional.of(
                    Duration.ofSeconds(seconds.setScale(0, RoundingMode.CEILING).longValueExact()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String lowerCase(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
