package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;

class VerdictTest {

    @Test
    void whatIsOkWasSent() {
        var body = Json.object().add("ok", true).add("result", Json.object()).build();
        assertThat(Verdict.of(new Reply.Answer(200, body))).isEqualTo(new SendOutcome.Sent());
    }

    @Test
    void whatWasAcceptedInWordsThatCannotBeReadMayHaveArrived() {
        assertThat(Verdict.of(new Reply.Answer(200, null))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(Verdict.of(new Reply.Answer(200, Json.object().build()))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot was blocked by the user, BLOCKED",
        "400, USER_IS_BLOCKED, BLOCKED",
        "403, Forbidden: user is deactivated, DEACTIVATED",
        "400, Bad Request: INPUT_USER_DEACTIVATED, DEACTIVATED",
        "400, Bad Request: USER_DELETED, DEACTIVATED",
        "403, Forbidden: bot can't initiate conversation with a user, NEVER_WROTE",
        "400, Bad Request: chat not found, NEVER_WROTE",
        "400, Bad Request: PEER_ID_INVALID, NEVER_WROTE",
        "400, Bad Request: user not found, NEVER_WROTE",
        "403, Forbidden: USER_PRIVACY_RESTRICTED, PRIVACY_RESTRICTED",
        "400, Bad Request: PRIVACY_PREMIUM_REQUIRED, PRIVACY_RESTRICTED",
        "403, Forbidden: ALLOW_PAYMENT_REQUIRED_5, PRIVACY_RESTRICTED",
        "400, Bad Request: YOU_BLOCKED_USER, WRITE_FORBIDDEN",
        "403, Forbidden: bot can't send messages to bots, WRITE_FORBIDDEN",
        "400, USER_IS_BOT, WRITE_FORBIDDEN",
        "403, Forbidden: CHAT_WRITE_FORBIDDEN, WRITE_FORBIDDEN",
        "400, Bad Request: CHAT_SEND_MEDIA_FORBIDDEN, WRITE_FORBIDDEN",
        "400, Bad Request: not enough rights to send text messages to the chat, WRITE_FORBIDDEN",
        "403, Forbidden: bot was kicked from the supergroup chat, WRITE_FORBIDDEN",
        "400, Bad Request: have no write access to the chat, WRITE_FORBIDDEN",
        "403, Forbidden: something new, UNRECOGNISED",
        "400, Bad Request: something new, UNRECOGNISED",
    })
    void someRefusalsAreTheRecipients(int code, String description, Reason reason) {
        assertThat(verdict(code, description)).isEqualTo(new SendOutcome.Refused(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
                "Bad Request: message text is empty",
                "Bad Request: MESSAGE_EMPTY",
                "Bad Request: message is too long",
                "Bad Request: MESSAGE_TOO_LONG",
                "Bad Request: message caption is too long",
                "Bad Request: ENTITY_BOUNDS_INVALID",
                "Bad Request: ENTITIES_TOO_LONG",
                "Bad Request: strings must be encoded in UTF-8",
                "Bad Request: wrong file identifier/HTTP URL specified",
                "Bad Request: failed to get HTTP URL content",
                "Bad Request: wrong type of the web page content",
                "Bad Request: BUTTON_URL_INVALID",
                "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
                "Bad Request: PHOTO_INVALID_DIMENSIONS",
                "Bad Request: IMAGE_PROCESS_FAILED",
                "Bad Request: file is too big",
                "Request Entity Too Large",
            })
    void othersAreTheMessages(String description) {
        assertThat(verdict(400, description)).isEqualTo(new SendOutcome.MessageRejected(description));
    }

    @Test
    void aBotWithoutStarsForPaidBroadcastEndsTheCampaignAndSaysWhy() {
        assertThat(((SendOutcome.MessageRejected) verdict(400, "Bad Request: BALANCE_TOO_LOW")).cause())
                .contains("Stars");
    }

    @Test
    void aTooManyPausesForAsLongAsItSays() {
        var body = Json.object()
                .add("ok", false)
                .add("error_code", 429)
                .add("description", "Too Many Requests: retry after 35")
                .add("parameters", Json.object().add("retry_after", 36));
        assertThat(Verdict.of(new Reply.Answer(429, body.build())))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(36), "flood wait"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, Too Many Requests: retry after 35, 35",
        "400, Bad Request: FLOOD_WAIT_7, 7",
        "400, SLOWMODE_WAIT_10, 10",
        "429, Too Many Requests, 5",
        "429, Too Many Requests: retry after 0, 1",
    })
    void aPauseIsFoundInTheWordsToo(int code, String description, int seconds) {
        assertThat(verdict(code, description))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(seconds), "flood wait"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, Unauthorized",
        "404, Not Found",
        "400, Bad Request: AUTH_KEY_UNREGISTERED",
        "400, Bad Request: AUTH_KEY_DUPLICATED",
        "400, Bad Request: SESSION_REVOKED",
        "403, Forbidden: USER_DEACTIVATED_BAN",
        "400, Logged out",
    })
    void aTokenThatIsTakenNoMoreCostsTheSession(int code, String description) {
        assertThat(verdict(code, description))
                .isInstanceOfSatisfying(
                        SendOutcome.SessionLost.class,
                        lost -> assertThat(lost.cause()).contains("connect it again"));
    }

    @Test
    void aBotThatIsTakenForASpammerIsSentToSpamBot() {
        assertThat(verdict(400, "Bad Request: PEER_FLOOD"))
                .isInstanceOfSatisfying(
                        SendOutcome.SessionLost.class,
                        lost -> assertThat(lost.cause()).contains("@SpamBot", "not send from another account"));
    }

    @ParameterizedTest
    @CsvSource({"500, Internal Server Error", "502, Bad Gateway", "503, Service Unavailable", "504, Gateway Timeout"})
    void whenTelegramFailsInsideNobodyKnows(int code, String description) {
        assertThat(verdict(code, description)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(Verdict.of(new Reply.Answer(code, null))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void whatIsNotTelegramBlamesNobody() {
        assertThat(Verdict.of(new Reply.Answer(404, null))).isInstanceOf(SendOutcome.Unreachable.class);
        assertThat(Verdict.of(new Reply.Answer(302, null))).isInstanceOf(SendOutcome.Unreachable.class);
        assertThat(Verdict.of(new Reply.Answer(429, null))).isInstanceOf(SendOutcome.Throttled.class);
    }

    private static SendOutcome verdict(int code, String description) {
        var body = Json.object().add("ok", false).add("error_code", code).add("description", description);
        return Verdict.of(new Reply.Answer(code, body.build()));
    }
}
