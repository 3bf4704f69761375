package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/campaign?id=1&tab=recipients", "/contacts?q=a%2F%2Fb", "/a//b"})
    void leadsToPagesOfThisServer(String path) {
        assertThat(LocalPath.of(path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "campaigns",
                "//evil.example",
                "/\\evil.example",
                "/a\\b",
                "https://evil.example/",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/\n/evil.example",
                " /",
                "/a b",
                "/\u0000"
            })
    void leadsNowhereElse(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }

    @Test
    void leadsNowhereFarOrUnknown() {
        assertThat(LocalPath.of(null)).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(1_000))).isEmpty();
    }
}
