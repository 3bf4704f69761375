package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.Settings;

class HostNamesTest {
    private static final String UPDATES = "/telegram/7/updates";

    @TempDir
    private Path home;

    private HostNames names;

    @BeforeEach
    void withAPublicNameAndOneForTelegram() {
        names = new HostNames(settings(Map.of(
                "REPRISE_PUBLIC_URL", "https://Reprise.example.org",
                "REPRISE_WEBHOOK_URL", "https://hooks.example.org:8443")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:65535",
                "reprise.example.org",
                "REPRISE.EXAMPLE.ORG:443"
            })
    void itsOwnNamesAreKnown(String host) {
        assertThat(names.contain(host, "/campaigns")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evil.test",
                "localhost.",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "evil.test#localhost",
                "evil.test/localhost",
                "localhost/evil.test",
                "user@localhost",
                "localhost@evil.test",
                "localhost:80@evil.test",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "localhost:080808",
                "localhost:8080:8080",
                "localhost, evil.test",
                "localhost evil.test",
                " localhost",
                "localhost\t",
                "::1",
                "[::1",
                "[::1].evil.test",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "127.0.0.2",
                "reprise.example.org.",
                "a.reprise.example.org",
                "hooks.example.org",
                "locаlhost",
                "localhost\u0000"
            })
    void othersAreNot(String host) {
        assertThat(names.contain(host, "/campaigns")).isFalse();
    }

    @Test
    void telegramCallsOneRouteByAnotherName() {
        assertThat(names.contain("hooks.example.org:8443", UPDATES)).isTrue();
        assertThat(names.contain("localhost", UPDATES)).isTrue();
        assertThat(names.contain("evil.test", UPDATES)).isFalse();
        assertThat(names.contain("hooks.example.org", UPDATES + "/x")).isFalse();
        assertThat(names.contain("hooks.example.org", "/telegram")).isFalse();
    }

    @Test
    void withoutSettingsItIsThisMachineAlone() {
        var alone = new HostNames(settings(Map.of()));
        assertThat(alone.contain("localhost", "/")).isTrue();
        assertThat(alone.contain("reprise.example.org", "/")).isFalse();
        assertThat(alone.contain("hooks.example.org", UPDATES)).isFalse();
    }

    private Settings settings(Map<String, String> values) {
        return Settings.from(key ->
                key.equals("REPRISE_HOME") ? Optional.of(home.toString()) : Optional.ofNullable(values.get(key)));
    }
}
