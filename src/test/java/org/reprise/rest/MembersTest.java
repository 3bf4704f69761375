package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

    static Stream<String> garbage() {
        return Stream.of(
                "",
                " ",
                "{",
                "{\"message\":\"x",
                "[]",
                "\"text\"",
                "null",
                "{} {}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":NaN}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"a\":" + "9".repeat(1_000_000) + "}",
                "{\"a\":1e99999999999}");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedAtOnce(String body) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> members(body).integer("a"))
                        .isInstanceOfSatisfying(
                                RequestRefused.class,
                                e -> assertThat(e.code()).isEqualTo(RequestRefused.Code.MALFORMED)));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> Members.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .hasMessage("The body is not UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "null", "1.5", "1.0", "1e999999999", "9223372036854775808", "[1]", "{}"})
    void whatIsNoIntegerIsRefusedByName(String value) {
        assertThatThrownBy(() -> members("{\"campaign_id\":" + value + "}").integer("campaign_id"))
                .hasMessage("campaign_id must be a 64-bit integer");
    }

    @Test
    void integersReachBothEndsOf64Bits() {
        assertThat(members("{\"a\":9223372036854775807}").integer("a")).isEqualTo(Long.MAX_VALUE);
        assertThat(members("{\"a\":-9223372036854775808}").integer("a")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> members("{}").text("message")).hasMessage("message is missing");
    }

    @Test
    void nullIsAbsenceWhereAbsenceIsAllowed() {
        var members = members("{\"limit\":null}");
        assertThat(members.optionalInteger("limit")).isEmpty();
        assertThat(members.has("limit")).isTrue();
        assertThat(members.texts("categories")).isEmpty();
        assertThatThrownBy(() -> members.text("limit")).hasMessage("limit must be a string");
    }

    @Test
    void anArrayHoldsStringsAlone() {
        assertThat(members("{\"a\":[\"x\",\"y\"]}").texts("a")).containsExactly("x", "y");
        assertThatThrownBy(() -> members("{\"a\":[\"x\",1]}").texts("a")).hasMessage("a must be an array of strings");
    }

    @Test
    void userIdsComeAsNumbersOrDigits() {
        assertThat(members("{\"a\":12}").integerOrDigits("a")).isEqualTo(12);
        assertThat(members("{\"a\":\"12\"}").integerOrDigits("a")).isEqualTo(12);
        assertThatThrownBy(() -> members("{\"a\":\"x12\"}").integerOrDigits("a"))
                .hasMessage("a must be a 64-bit integer");
    }

    private static Members members(String body) {
        return Members.parse(body.getBytes(UTF_8));
    }
}
