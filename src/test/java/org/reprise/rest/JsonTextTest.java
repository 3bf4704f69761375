package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTextTest {

    static Stream<String> garbage() {
        return Stream.of(
                " ",
                "\uFEFF",
                "{",
                "{\"message\":\"x",
                "[]",
                "\"text\"",
                "null",
                "1",
                "{} {}",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1}]",
                "{\"a\":1}x",
                "{\"a\":1},",
                "{\"a\":1}\uFEFF",
                "\uFEFF\uFEFF{}",
                "x{}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":tru}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"a\":" + "9".repeat(1_000_000) + "}",
                "{\"a\":1e99999999999}");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void whatIsNotOneObjectIsRefusedAtOnce(String body) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> read(body))
                        .isInstanceOfSatisfying(
                                RequestRefused.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.MALFORMED_BODY)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":1} | /a",
                "{\"a\":1,\"\\u0061\":2} | /a",
                "{\"a\":{\"b/c\":1,\"b/c\":2}} | /a/b~1c",
                "{\"a\":[0,[{\"b\":1,\"b\":1}]]} | /a/1/0/b"
            })
    void aMemberThatStandsThereTwiceIsPointedAt(String body, String pointer) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(RequestRefused.class, e -> {
            assertThat(e.code()).isEqualTo(ProblemCode.DUPLICATE_MEMBER);
            assertThat(e.pointer()).isEqualTo(pointer);
        });
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> JsonText.read(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .hasMessage("The body is not UTF-8.");
    }

    @Test
    void aByteOrderMarkAndBlanksAreReadOver() {
        assertThat(read("\uFEFF\n {\"a\" : [1, {\"b\":null}], \"c\":true}\r\n\t"))
                .hasSize(2);
    }

    @Test
    void aNumberOfAnyScaleIsReadAndNotWrittenOut() {
        assertThat(read("{\"a\":1e999999999}")
                        .getJsonNumber("a")
                        .bigDecimalValue()
                        .scale())
                .isEqualTo(-999999999);
    }

    private static JsonObject read(String body) {
        return JsonText.read(body.getBytes(UTF_8));
    }
}
