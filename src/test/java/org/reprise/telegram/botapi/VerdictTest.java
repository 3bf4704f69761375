package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.TestTime;

class VerdictTest {

    @Test
    void whatIsOkWasSent() {
        var body = JsonFactories.object()
                .add("ok", true)
                .add("result", JsonFactories.object())
                .build();
        assertThat(Verdict.of(new Reply.Answer(200, body, null))).isEqualTo(new SendOutcome.Sent());
    }

    @ParameterizedTest
    @CsvSource({"4711, 4711", "9007199254740993, 9007199254740993", "0,", "-1,", "null,", "'\"4711\"',"})
    void whatWasSentIsKnownByItsIdIfTelegramGaveItOne(String told, Long id) {
        var result = JsonFactories.READERS
                .createReader(new StringReader("{\"ok\":true,\"result\":{\"message_id\":" + told + "}}"))
                .readObject();
        assertThat(Verdict.of(new Reply.Answer(200, result, null)))
                .isEqualTo(id == null ? new SendOutcome.Sent() : new SendOutcome.Sent(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "[]", "{\"message_id\":[]}"})
    void whatIsOkWasSentWhateverTheResultIs(String result) {
        var body = JsonFactories.READERS
                .createReader(new StringReader("{\"ok\":true,\"result\":" + result + "}"))
                .readObject();
        assertThat(Verdict.of(new Reply.Answer(200, body, null))).isEqualTo(new SendOutcome.Sent());
    }

    @Test
    void whatWasAcceptedInWordsThatCannotBeReadMayHaveArrived() {
        assertThat(Verdict.of(new Reply.Answer(200, null, null))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(Verdict.of(new Reply.Answer(200, JsonFactories.object().build(), null)))
                .isInstanceOf(SendOutcome.Unknown.class);
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
        var body = JsonFactories.object()
                .add("ok", false)
                .add("error_code", 429)
                .add("description", "Too Many Requests: retry after 35")
                .add("parameters", JsonFactories.object().add("retry_after", 36));
        assertThat(Verdict.of(new Reply.Answer(429, body.build(), null)))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(36), WaitCause.FLOOD_WAIT));
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
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(seconds), WaitCause.FLOOD_WAIT));
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
        assertThat(Verdict.of(new Reply.Answer(code, null, null))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void whatIsNotTelegramBlamesNobody() {
        assertThat(Verdict.of(new Reply.Answer(404, null, null))).isInstanceOf(SendOutcome.Unreachable.class);
        assertThat(Verdict.of(new Reply.Answer(302, null, null))).isInstanceOf(SendOutcome.Unreachable.class);
        assertThat(Verdict.of(new Reply.Answer(429, null, null))).isInstanceOf(SendOutcome.Throttled.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":\"2\"}} | | 2",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":2.2}} | | 3",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":null}} | | 5",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":null}} | 7 | 7",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":null} | | 5",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":-3}} | | 1",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":{}}} | 9 | 9",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":2147483648}} | | 2147483648",
                "429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":1e400}} | | 3153600000",
                "429 | {\"ok\":false,\"description\":\"Too Many Requests: retry after 86400\"} | | 86400",
                "429 | {\"ok\":false,\"description\":\"Too Many Requests: retry after 2147483648\"} | | 2147483648",
                "400 | {\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\"} | 12 | 12",
                "200 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":4}} | | 4",
                "503 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":4}} | | 4",
                "429 | {\"retry_after\":4} | 12 | 12",
                "429 | <html>slow down</html> | 12 | 12",
                "429 | <html>slow down</html> | | 5",
                "429 | <html>slow down</html> | soon | 5",
                "429 | | 30 | 30",
            })
    void aPauseIsAPauseInWhateverDress(int status, String body, String header, long seconds) {
        assertThat(Verdict.of(answer(status, body, header)))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(seconds), WaitCause.FLOOD_WAIT));
    }

    @Test
    void aPauseMayEndAtADate() {
        var head = new BasicHttpResponse(429);
        head.addHeader("Date", "Sat, 28 Nov 2026 10:00:00 GMT");
        head.addHeader("Retry-After", "Sat, 28 Nov 2026 10:02:00 GMT");
        assertThat(RetryAfter.of(head, Instant.parse("2026-11-28T11:00:00Z"))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aDateCountsFromOurOwnTimeWhereTheServerTellsNone() {
        var head = new BasicHttpResponse(429);
        head.addHeader("Retry-After", "Sat, 28 Nov 2026 10:02:00 GMT");
        assertThat(RetryAfter.of(head, Instant.parse("2026-11-28T10:01:30Z"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.of(head, Instant.parse("2026-11-28T10:03:00Z"))).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Sign in to the Wi-Fi</html>",
                "200 | {\"result\":[]}",
                "200 | {\"ok\":\"true\"}",
                "200 | []",
                "204 | ",
                "502 | <html>nginx</html>",
                "503 | {\"ok\":false,\"error_code\":503,\"description\":\"Service Unavailable\"}",
                "503 | {\"message\":\"no healthy upstream\"}",
            })
    void anAnswerThatTellsNothingOfTheMessageLeavesDoubt(int status, String body) {
        assertThat(Verdict.of(answer(status, body, null))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aProxyThatRefusesIsNotTelegramsRefusal() {
        assertThat(Verdict.of(answer(403, "{\"message\":\"Forbidden\"}", null)))
                .isInstanceOf(SendOutcome.Unreachable.class);
        assertThat(Verdict.of(answer(404, "{\"error\":\"not found\"}", null)))
                .isInstanceOf(SendOutcome.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: failed to get HTTP URL content",
                "Bad Request: wrong type of the web page content",
                "Bad Request: WEBPAGE_CURL_FAILED",
                "Bad Request: WEBPAGE_MEDIA_EMPTY",
            })
    void anAddressThatDoesNotAnswerNowMayLater(String description) {
        assertThat(verdict(400, description))
                .isEqualTo(new SendOutcome.NotTaken(WaitCause.ATTACHMENT_NOT_FETCHED, description));
    }

    @ParameterizedTest
    @CsvSource({"403, Forbidden: something new", "400, Bad Request: something new"})
    void whatIsNewIsToldInTelegramsWords(int code, String description) {
        assertThat(verdict(code, description)).isEqualTo(new SendOutcome.Refused(Reason.UNRECOGNISED, description));
    }

    @Test
    void groupsAreNoRecipients() {
        assertThat(verdict(400, "Bad Request: group chat was upgraded to a supergroup chat"))
                .isEqualTo(new SendOutcome.Refused(Reason.GROUP));
    }

    private static Reply.Answer answer(int status, String body, String retryAfter) {
        var head = new BasicHttpResponse(status);
        if (retryAfter != null) {
            head.addHeader("Retry-After", retryAfter);
        }
        var call = new PendingCall(Duration.ofSeconds(1), DepartureNote.NONE, () -> true, TestTime.running());
        call.completed(new Message<>(head, body == null ? null : body.getBytes(StandardCharsets.UTF_8)));
        return (Reply.Answer) call.reply().join();
    }

    private static SendOutcome verdict(int code, String description) {
        var body =
                JsonFactories.object().add("ok", false).add("error_code", code).add("description", description);
        return Verdict.of(new Reply.Answer(code, body.build(), null));
    }
}
