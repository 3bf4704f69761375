package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

    @ParameterizedTest
    @CsvSource({
        "mesage, message",
        "messageText, message_text",
        "MESSAGE, message",
        "sleeptime, sleep_time",
        "exclude_category, exclude_categories",
        "protect_content, protect",
        "telegramSessionId, telegram_session_id",
        "create_at, created_at",
    })
    void anUnknownMemberIsNamedWithTheNearestKnownOne(String unknown, String nearest) {
        refused("{\"" + unknown + "\":null}", ProblemCode.UNKNOWN_MEMBER, "/" + unknown)
                .hasMessage("Unknown member " + unknown + "; the nearest known one is " + nearest);
    }

    /** Generated clients send the word where somebody gave no body. */
    @Test
    void nullIsNoBodyWhereNoneIsNeeded() {
        assertThat(Members.parse(" null\n".getBytes(UTF_8), RequestBody.START).has("confirm_maybe_reached"))
                .isFalse();
        refused("null", ProblemCode.MALFORMED_BODY, null);
    }

    @Test
    void unknownMembersAreFoundBelowAsWell() {
        refused("{\"attachment\":{\"type\":\"photo\",\"ur\":\"x\"}}", ProblemCode.UNKNOWN_MEMBER, "/attachment/ur")
                .hasMessage("Unknown member attachment.ur; the nearest known one is url");
        refused(
                "{\"buttons\":[[],[{\"label\":\"a\",\"url\":\"b\"},{\"lable\":\"a\"}]]}",
                ProblemCode.UNKNOWN_MEMBER,
                "/buttons/1/1/lable");
    }

    @Test
    void anUnknownNameIsShownShortAndPlain() {
        refused("{\"" + "x".repeat(100_000) + "\":1}", ProblemCode.UNKNOWN_MEMBER, "/" + "x".repeat(100_000))
                .hasMessageStartingWith("Unknown member " + "x".repeat(60) + ";");
        refused("{\"a\\u202eb\\n\":1}", ProblemCode.UNKNOWN_MEMBER, "/a\u202eb\n")
                .hasMessageStartingWith("Unknown member a?b?;");
    }

    @Test
    void aTransitionTakesNothing() {
        assertThat(Members.parse(new byte[0], RequestBody.STOP).json()).isEmpty();
        assertThat(members("{}", RequestBody.STOP).json()).isEmpty();
        assertThatThrownBy(() -> members("{\"force\":true}", RequestBody.STOP))
                .hasMessage("Unknown member force; none is taken here");
    }

    @Test
    void whatTelegramSendsMayHoldAnything() {
        assertThat(members("{\"update_id\":1,\"news\":{}}", RequestBody.TELEGRAM_UPDATE)
                        .json())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "message, message_text, '\"a\"', '\"a\"'",
        "session, telegram_session_id, '\"shop\"', 1",
    })
    void twoNamesOfOneThingAreRefusedTogetherAndTakenAlone(String one, String other, String value, String otherValue) {
        refused(
                        "{\"" + one + "\":" + value + ",\"" + other + "\":" + otherValue + "}",
                        ProblemCode.TWO_NAMES,
                        "/" + other)
                .hasMessage(one + " and " + other + " say the same: send one of them");
        assertThat(update("{\"" + one + "\":" + value + ",\"" + other + "\":null}")
                        .has(one))
                .isTrue();
        assertThat(update("{\"message_text\":\"a\"}").text("message")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "message, 5, a string",
        "message, '[\"a\"]', a string",
        "limit, true, a 64-bit integer",
        "limit, 1.5, a 64-bit integer",
        "limit, 1.0, a 64-bit integer",
        "limit, 1e999999999, a 64-bit integer",
        "limit, 9223372036854775808, a 64-bit integer",
        "limit, '\"9223372036854775808\"', a 64-bit integer",
        "limit, '\"x12\"', a 64-bit integer",
        "limit, '\"\"', a 64-bit integer",
        "limit, '\" 5\"', a 64-bit integer",
        "limit, '\"٥\"', a 64-bit integer",
        "limit, '[1]', a 64-bit integer",
        "sleep_time, '\"1,5\"', a number",
        "sleep_time, '\"1e9\"', a number",
        "sleep_time, '{}', a number",
        "silent, '\"true\"', true or false",
        "silent, 1, true or false",
        "chat_start_time, 1769851800, a string",
        "categories, '\"vip\"', an array of strings",
        "categories, '[1]', an array of strings",
        "buttons, '[{}]', 'an array of rows, each an array of objects'",
        "attachment, '\"a.png\"', an object",
        "format, 1, 'one of the strings plain, html, markdown'",
        "created_at, 5, a string",
        "sent_count, '\"many\"', a 64-bit integer",
    })
    void anotherTypeIsRefusedByName(String member, String value, String words) {
        refused("{\"" + member + "\":" + value + "}", ProblemCode.WRONG_TYPE, "/" + member)
                .hasMessage(member + " must be " + words);
    }

    @Test
    void aValueThatIsNoneOfThoseAllowedTellsWhichAre() {
        refused("{\"format\":\"HTML\"}", ProblemCode.INVALID, "/format")
                .hasMessage("format must be one of plain, html, markdown.");
        refused("{\"attachment\":{\"type\":\"audio\"}}", ProblemCode.INVALID, "/attachment/type")
                .hasMessage("attachment.type must be one of photo, document, video.");
    }

    @Test
    void integersComeAsNumbersOrDigitsAndReachBothEndsOf64Bits() {
        assertThat(update("{\"limit\":9223372036854775807}").integer("limit")).isEqualTo(Long.MAX_VALUE);
        assertThat(update("{\"limit\":\"-9223372036854775808\"}").integer("limit"))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(update("{\"sleep_time\":\"0.5\"}").optionalNumber("sleep_time"))
                .hasValueSatisfying(seconds -> assertThat(seconds).isEqualByComparingTo("0.5"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> members("{\"campaign_id\":1,\"session\":\"a\"}", RequestBody.EXECUTE))
                .hasMessage("message is missing");
        assertThatThrownBy(() -> members("{\"campaign_id\":null,\"session\":\"a\"}", RequestBody.EXECUTE))
                .hasMessage("campaign_id is missing");
        assertThatThrownBy(() -> update("{\"buttons\":[[{\"label\":\"a\"}]]}"))
                .hasMessage("buttons.0.0.url is missing");
        assertThatThrownBy(() -> Members.parse(new byte[0], RequestBody.UPDATE))
                .hasMessage("The body is missing; send a JSON object.");
    }

    @Test
    void nullIsAbsenceWhereAbsenceIsAllowed() {
        var members = update("{\"limit\":null}");
        assertThat(members.optionalInteger("limit")).isEmpty();
        assertThat(members.has("limit")).isTrue();
        assertThatThrownBy(() -> update("{\"message\":null}").refuseNull("session", "message"))
                .hasMessage("message must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule_at", "send_until"})
    void whatIsNotBuiltIsRefusedUnlessItIsEmpty(String member) {
        var create = "{\"account_id\":1,\"session\":\"a\",\"message_text\":\"a\",\"" + member + "\":";
        var value = "\"2026-01-01T00:00:00Z\"";
        assertThatThrownBy(() -> members(create + value + "}", RequestBody.CREATE))
                .isInstanceOfSatisfying(RequestRefused.class, e -> {
                    assertThat(e.code()).isEqualTo(ProblemCode.NOT_BUILT);
                    assertThat(e.pointer()).isEqualTo("/" + member);
                    assertThat(e).hasMessageStartingWith(member + " is known, but Reprise cannot do it yet");
                });
        members(create + "null}", RequestBody.CREATE);
        members(create + "[]}", RequestBody.CREATE);
    }

    @ParameterizedTest
    @CsvSource({
        "created_at, '\"2026-01-31T09:30:00.120Z\"', '\"2026-01-31T10:30:00.12+01:00\"', '\"2026-01-31T09:30:00.121Z\"'",
        "sent_count, 5, '\"5\"', 6",
        "status, '\"running\"', '\"running\"', '\"stopped\"'",
        "completed_at, null, null, '\"2026-01-31T09:30:00Z\"'",
        "revision, 2, 2, 5",
    })
    void whatIsOnlyReadIsTakenAsItIsAndNotOtherwise(String member, String now, String same, String other) {
        var values = JsonText.read(("{\"" + member + "\":" + now + "}").getBytes(UTF_8));
        update("{\"" + member + "\":" + now + "}").refuseChangeOfReadOnly(() -> values);
        update("{\"" + member + "\":" + same + "}").refuseChangeOfReadOnly(() -> values);
        assertThatThrownBy(() -> update("{\"" + member + "\":" + other + "}").refuseChangeOfReadOnly(() -> values))
                .isInstanceOfSatisfying(RequestRefused.class, e -> {
                    assertThat(e.code()).isEqualTo(ProblemCode.READ_ONLY);
                    assertThat(e.pointer()).isEqualTo("/" + member);
                });
    }

    @Test
    void valuesAreLookedUpForWhatIsOnlyReadAlone() {
        update("{\"message\":\"a\"}").refuseChangeOfReadOnly(() -> {
            throw new AssertionError("asked for nothing");
        });
        assertThatThrownBy(() -> update("{\"created_at\":\"2026-01-31T09:30:00Z\"}")
                        .refuseChangeOfReadOnly(() -> JsonValue.EMPTY_JSON_OBJECT))
                .hasMessage("created_at cannot be set here: leave it out.");
    }

    @ParameterizedTest
    @EnumSource(RequestBody.class)
    void noMemberIsDeclaredTwice(RequestBody body) {
        assertThat(body.members().stream().map(Member::name)).doesNotHaveDuplicates();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            String body, ProblemCode code, String pointer) {
        return assertThatThrownBy(() -> update(body)).isInstanceOfSatisfying(RequestRefused.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.pointer()).isEqualTo(pointer);
        });
    }

    private static Members update(String body) {
        return members(body, RequestBody.UPDATE);
    }

    private static Members members(String body, RequestBody declaration) {
        return Members.parse(body.getBytes(UTF_8), declaration);
    }
}
