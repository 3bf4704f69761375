package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path README = Path.of("README.md");

    @TempDir
    private Path home;

    @Test
    void nothingHasToBeSet() {
        var dataDir = home.resolve("data");
        assertThat(with(Map.of()))
                .isEqualTo(new Settings(
                        dataDir,
                        new Settings.Database("jdbc:sqlite:" + dataDir.resolve("reprise.db"), "", ""),
                        true,
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        new Settings.Telegram(
                                URI.create("https://api.telegram.org"),
                                25,
                                1,
                                Optional.empty(),
                                with(Map.of()).telegram().optOutWords(),
                                Optional.empty(),
                                0,
                                new Settings.Hidden(""),
                                Optional.empty()),
                        new Settings.Sandbox(true, 1, 250, 1000, Duration.ofMillis(40), 2, 2000, 0),
                        new Settings.Web(Set.of(), ZoneId.of("UTC"))));
        assertThat(dataDir).isDirectory();
    }

    @Test
    void anEmptyValueIsNoValue() {
        assertThat(with(Map.of("REPRISE_SANDBOX_RATE", " "))).isEqualTo(with(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "REPRISE_DATA_DIR, /dev/null/data, a directory that Reprise can make and write to",
        "REPRISE_DB_URL, jdbc:h2:mem:x, a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "REPRISE_CONTINUE_AFTER_RESTART, yes, true or false",
        "REPRISE_REPLY_TIMEOUT_SECONDS, 0, a whole number from 1 to 3600",
        "REPRISE_BOT_API_URL, localhost, 'a URL that starts with http:// or https://, without credentials or query'",
        "REPRISE_BOT_API_URL, http://a b, 'a URL that starts with http:// or https://, without credentials or query'",
        "REPRISE_BOT_RATE, 0, messages a second from 0.01 to 1000",
        "REPRISE_USER_RATE, x, messages a second from 0.01 to 30",
        "REPRISE_TELEGRAM_API_ID, -1, a whole number from 0 to 2147483647",
        "REPRISE_TDLIB_LIBRARY, /nowhere/libtdjson.so, a file that Reprise can read",
        "REPRISE_SANDBOX, 1, true or false",
        "REPRISE_ALLOWED_ORIGINS, *, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, https://a.org/, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, HTTPS://A.org, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, https://a.org:443, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, null, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_TIME_ZONE, Berlin, a time zone such as UTC or Europe/Berlin",
        "REPRISE_SANDBOX_SEED, 1.5, a whole number from -9223372036854775808 to 9223372036854775807",
        "REPRISE_SANDBOX_CONTACTS, 10000001, a whole number from 0 to 10000000",
        "REPRISE_SANDBOX_RATE, abc, a whole number from 0 to 1000000",
        "REPRISE_SANDBOX_LATENCY_MS, -1, a whole number from 0 to 60000",
        "REPRISE_SANDBOX_REFUSED_PERCENT, 101, a whole number from 0 to 100",
        "REPRISE_SANDBOX_FLOOD_EVERY, 99999999999999999999, a whole number from 0 to 1000000000",
        "REPRISE_SANDBOX_LOST_REPLIES_PERCENT, 101, a whole number from 0 to 100",
    })
    void aBadValueIsToldWithItsKeyAndWhatItTakes(String key, String value, String takes) {
        assertThatThrownBy(() -> with(Map.of(key, value)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessage(key + "=" + value + " cannot be used: it takes " + takes + ".");
    }

    @Test
    void severalOriginsMayBeAllowed() {
        assertThat(with(Map.of(
                                "REPRISE_ALLOWED_ORIGINS",
                                "https://a.example.org, http://localhost:5173 http://[::1]:3000"))
                        .web()
                        .allowedOrigins())
                .containsExactlyInAnyOrder("https://a.example.org", "http://localhost:5173", "http://[::1]:3000");
    }

    @Test
    void noPasswordIsPrinted() {
        var settings = with(Map.of(
                "REPRISE_DB_URL", "jdbc:postgresql://localhost/reprise?user=me&password=geheim",
                "REPRISE_DB_USER", "me",
                "REPRISE_DB_PASSWORD", "geheim"));
        assertThat(settings.database().password()).isEqualTo("geheim");
        assertThat(settings.toString())
                .contains("jdbc:postgresql://localhost/reprise")
                .doesNotContain("geheim");
    }

    @Test
    void everyKeyStandsInTheReadme() throws IOException {
        assumeTrue(Files.exists(README), "README.md is not written yet");
        assertThat(Files.readString(README)).contains(keys());
    }

    /** The keys that Settings asks for. */
    private TreeSet<String> keys() {
        var asked = new TreeSet<String>();
        Settings.from(key -> {
            asked.add(key);
            return key.equals("REPRISE_HOME") ? Optional.of(home.toString()) : Optional.empty();
        });
        return asked;
    }

    private Settings with(Map<String, String> keys) {
        var all = new HashMap<>(Map.of("REPRISE_HOME", home.toString()));
        all.putAll(keys);
        return Settings.from(key -> Optional.ofNullable(all.get(key)));
    }
}
