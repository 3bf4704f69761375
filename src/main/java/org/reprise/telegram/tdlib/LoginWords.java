package org.reprise.telegram.tdlib;

import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginRefused.Reason;
import org.reprise.telegram.LoginStep;

/** Says in an operator's words what went wrong with a login. */
final class LoginWords {
    static final String NO_API_ID = "To connect accounts Reprise needs an API id of its own: get one at my.telegram.org"
            + " and set REPRISE_TELEGRAM_API_ID and REPRISE_TELEGRAM_API_HASH.";

    static final String RAN_OUT = "The login has run out; begin it again.";

    interface Step {
        LoginStep take() throws InterruptedException, TimeoutException;
    }

    private LoginWords() {}

    /** @throws LoginRefused for whatever goes wrong */
    static LoginStep inWords(Step step) {
        try {
            return step.take();
        } catch (TdError e) {
            throw refused(e);
        } catch (TdMissing e) {
            throw new LoginRefused(Reason.NOT_SET_UP, e.getMessage());
        } catch (TimeoutException e) {
            throw new LoginRefused(Reason.UNREACHABLE, "Telegram did not answer; try again in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginRefused(Reason.UNREACHABLE, "The login was interrupted; try again.");
        }
    }

    private static LoginRefused refused(TdError error) {
        var pause = TdVerdict.pause(error);
        if (pause.isPresent()) {
            return new LoginRefused(
                    Reason.FLOOD_WAIT, "Telegram wants " + pause.get().toSeconds() + " s to pass first.", pause.get());
        }
        return switch (error.getMessage().toUpperCase(Locale.ROOT)) {
            case "PHONE_NUMBER_INVALID" -> wrong("Telegram knows no such phone number; write it as +491701234567.");
            case "PHONE_NUMBER_BANNED" -> wrong("Telegram has banned this phone number.");
            case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY" -> wrong("That is not the code that Telegram sent.");
            case "PHONE_CODE_EXPIRED" ->
                new LoginRefused(Reason.EXPIRED, "The code has expired; begin the login again for another one.");
            case "PASSWORD_HASH_INVALID" -> wrong("That is not the account's two-step password.");
            case "ACCESS_TOKEN_INVALID", "ACCESS_TOKEN_EXPIRED" ->
                wrong("Telegram does not know this bot token; @BotFather shows the one that holds.");
            case "API_ID_INVALID", "API_ID_PUBLISHED_FLOOD" ->
                new LoginRefused(
                        Reason.NOT_SET_UP,
                        "Telegram does not take REPRISE_TELEGRAM_API_ID with REPRISE_TELEGRAM_API_HASH; compare them with"
                                + " my.telegram.org.");
            default ->
                error.code() >= 500
                        ? new LoginRefused(Reason.UNREACHABLE, "Telegram failed: " + error.getMessage())
                        : wrong("Telegram refused: " + error.getMessage());
        };
    }

    private static LoginRefused wrong(String message) {
        return new LoginRefused(Reason.WRONG, message);
    }

    /** @param state that TDLib's authorization has, after its common prefix */
    static LoginRefused unexpected(String state) {
        return switch (state) {
            case "WaitRegistration" ->
                wrong("No account has this phone number; register it with one of Telegram's own apps first.");
            case "WaitEmailAddress", "WaitEmailCode" ->
                wrong("Telegram wants an e-mail address for this account first;"
                        + " log in with one of Telegram's own apps, then here.");
            case "WaitPremiumPurchase" ->
                wrong("Telegram sends no code to this number without a purchase;" + " scan the QR code instead.");
            case "WaitPhoneNumber", "LoggingOut", "Closing", "Closed" ->
                new LoginRefused(Reason.EXPIRED, "The login has ended; begin it again.");
            default -> new LoginRefused(Reason.UNREACHABLE, "Telegram did not answer; try again in a moment.");
        };
    }
}
