package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Path TABLE = Path.of("src/docs/settings.md");

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
                        1_000_000,
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
                        new Settings.Sandbox(
                                Settings.Sandbox.Opening.UNTIL_CONNECTED,
                                1,
                                250,
                                1000,
                                Duration.ofMillis(40),
                                2,
                                2000,
                                0),
                        new Settings.Web(
                                Optional.empty(),
                                Set.of(),
                                List.of(),
                                List.of(),
                                ZoneId.of("UTC"),
                                new Settings.Access(false, Duration.ofHours(12))),
                        new Settings.Quotas(600, 1200, 3, 120, 2000, 50_000, 100),
                        new Settings.Retention(
                                Duration.ofDays(400), Duration.ZERO, Duration.ZERO, Duration.ofDays(90))));
        assertThat(dataDir).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPRISE_ALLOWED_ORIGINS",
                "REPRISE_PUBLIC_URL",
                "REPRISE_MONITORING_ADDRESSES",
                "REPRISE_PROXIES",
                "REPRISE_DB_USER",
                "REPRISE_DB_PASSWORD",
                "REPRISE_SECRET_KEY",
                "REPRISE_WEBHOOK_URL",
                "REPRISE_TDLIB_LIBRARY",
                "REPRISE_TELEGRAM_API_ID",
                "REPRISE_TELEGRAM_API_HASH",
                "REPRISE_TELEGRAM_PROXY"
            })
    void whatNeedNotBeSetIsNotSetWhenItIsEmpty(String key) {
        assertThat(with(Map.of(key, ""))).isEqualTo(with(Map.of()));
    }

    @Test
    void whatHasADefaultIsNotEmpty() {
        assertThat(keys().stream().filter(SettingsTest::isAlwaysSomething))
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThatThrownBy(() -> with(Map.of(key, " ")))
                        .hasMessageStartingWith(key + " is empty: it takes ")
                        .hasMessageContaining("Without the key it is "));
    }

    private static boolean isAlwaysSomething(String key) {
        return !key.matches(
                "REPRISE_(ALLOWED_ORIGINS|PUBLIC_URL|MONITORING_ADDRESSES|PROXIES|DB_USER|DB_PASSWORD|SECRET_KEY|WEBHOOK_URL|TDLIB_LIBRARY|TELEGRAM_.*)");
    }

    @ParameterizedTest
    @CsvSource({
        "REPRISE_DATA_DIR, /dev/null/data, a directory that Reprise can make and write to",
        "REPRISE_DB_URL, jdbc:h2:mem:x, a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "REPRISE_CONTINUE_AFTER_RESTART, yes, true or false",
        "REPRISE_REPLY_TIMEOUT_SECONDS, 0, a whole number from 1 to 3600",
        "REPRISE_BOT_API_URL, localhost, 'a URL that starts with http:// or https://, without credentials or query'",
        "REPRISE_BOT_API_URL, http://a b, 'a URL that starts with http:// or https://, without credentials or query'",
        "REPRISE_BOT_RATE, 25d, messages a second from 0.01 to 1000",
        "REPRISE_BOT_RATE, 0, messages a second from 0.01 to 1000",
        "REPRISE_USER_RATE, x, messages a second from 0.01 to 30",
        "REPRISE_TELEGRAM_API_ID, -1, a whole number from 0 to 2147483647",
        "REPRISE_TDLIB_LIBRARY, /nowhere/libtdjson.so, a file that Reprise can read",
        "REPRISE_REQUESTS_PER_MINUTE, many, a whole number from 0 to 1000000",
        "REPRISE_KEEP_AUDIT_DAYS, -1, a whole number from 0 to 36500",
        "REPRISE_SANDBOX, 1, true or false",
        "REPRISE_ALLOWED_ORIGINS, *, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, https://a.org/, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, HTTPS://A.org, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, https://a.org:443, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_ALLOWED_ORIGINS, null, 'origins such as https://app.example.org or http://localhost:5173, separated by commas'",
        "REPRISE_PUBLIC_URL, example.org, 'where people reach Reprise, such as https://reprise.example.org, without a path'",
        "REPRISE_PUBLIC_URL, https://example.org/reprise, 'where people reach Reprise, such as https://reprise.example.org, without a path'",
        "REPRISE_PUBLIC_URL, ftp://example.org, 'where people reach Reprise, such as https://reprise.example.org, without a path'",
        "REPRISE_MONITORING_ADDRESSES, prometheus, 'addresses or blocks of them such as 10.0.0.5 or 10.0.0.0/8 or fd00::/8, separated by commas'",
        "REPRISE_MONITORING_ADDRESSES, 10.0.0.0/33, 'addresses or blocks of them such as 10.0.0.5 or 10.0.0.0/8 or fd00::/8, separated by commas'",
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
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> with(Map.of(
                        "REPRISE_SANDBOX_RATE", "abc", "REPRISE_REPLY_TIMEOUT_SECONDS", "0", "REPRISE_DB_USER", "me")))
                .isInstanceOfSatisfying(
                        Settings.Unusable.class,
                        unusable -> assertThat(unusable.getMessage().lines())
                                .hasSize(3)
                                .anySatisfy(reason -> assertThat(reason).startsWith("REPRISE_SANDBOX_RATE=abc"))
                                .anySatisfy(reason -> assertThat(reason).startsWith("REPRISE_REPLY_TIMEOUT_SECONDS=0"))
                                .anySatisfy(reason -> assertThat(reason).startsWith("REPRISE_DB_USER is set, but")));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://me:geheim@host/reprise, user and password do not stand before the host",
        "jdbc:postgresql://geheim@host/reprise, user and password do not stand before the host",
        "jdbc:postgresql://host:geheim/reprise, it takes jdbc:postgresql://host:port/database",
        "jdbc:postgresql://host:0/reprise, it takes jdbc:postgresql://host:port/database",
        "jdbc:postgresql://host:65536/reprise, it takes jdbc:postgresql://host:port/database",
        "jdbc:postgresql://host/reprise;password=geheim, it takes jdbc:postgresql://host:port/database",
        "jdbc:postgresql://host/reprise&password=geheim, it takes jdbc:postgresql://host:port/database",
        "jdbc:postgresql://host/reprise?pasword=geheim, the parameter pasword; the nearest is password",
        "jdbc:postgresql://host/reprise?sslmod=require, the parameter sslmod; the nearest is sslmode",
        "jdbc:postgresql://host/reprise?password=ge&heim, a password with an ampersand in it is written with %26",
        "jdbc:postgresql://host/reprise?sslmode=geheim, driver does not know this sslmode",
        "jdbc:postgresql://host/reprise?password=geheim%zz, the value of password is not encoded",
        "postgresql://me:geheim@host/reprise, it takes a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "jdbc:mysql://me:geheim@host/reprise, it takes a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "jdbc:sqlserver://host;password=geheim, it takes a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "me:geheim@host/reprise, it takes a URL that starts with jdbc:sqlite: or jdbc:postgresql:",
        "jdbc:sqlite:, it takes the path of a file",
        "jdbc:sqlite:file:, it takes the path of a file",
        "jdbc:sqlite:file:x?mode=memory, it takes no parameters",
        "jdbc:sqlite:file:x?cache=private&nolock=1, it takes no parameters",
        "jdbc:sqlite:reprise.db?synchronous=OFF, it takes no parameters",
        "jdbc:sqlite:reprise.db?password=geheim, it takes no parameters",
    })
    void aDatabaseUrlThatCannotBeUsedIsToldWithoutItsSecrets(String url, String why) {
        assertThatThrownBy(() -> with(Map.of("REPRISE_DB_URL", url)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageStartingWith("REPRISE_DB_URL=")
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("geheim", "heim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:reprise",
                "jdbc:postgresql://host/reprise",
                "jdbc:postgresql://host:5433/my%20campaigns",
                "jdbc:postgresql://one:5432,two/reprise?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/reprise?sslmode=verify-full&user=me&password=a%26b",
            })
    void aDatabaseUrlThatTheDriverReadsIsTaken(String url) {
        assertThat(with(Map.of("REPRISE_DB_URL", url)).database().url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "REPRISE_DB_USER, you, it has another user",
        "REPRISE_DB_PASSWORD, heimlich, it has another password",
    })
    void aLoginStandsInOnePlace(String key, String value, String why) {
        var url = "jdbc:postgresql://host/reprise?user=me&password=geheim";
        assertThatThrownBy(() -> with(Map.of("REPRISE_DB_URL", url, key, value)))
                .hasMessageContaining(why)
                .hasMessageContaining(key)
                .hasMessageNotContainingAny("geheim", "heimlich");
    }

    @Test
    void aSecretKeyThatIsNoneIsNotRepeated() {
        assertThatThrownBy(() -> with(Map.of("REPRISE_SECRET_KEY", "geheim")))
                .hasMessage("REPRISE_SECRET_KEY=… cannot be used: it takes 32 random bytes in base64, as `openssl rand"
                        + " -base64 32` makes them.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:geheim@api.telegram.org, https://…@api.telegram.org",
        "https://api.telegram.org?token=geheim, https://api.telegram.org?…",
        "https://api.telegram.org/bot123456:AAgeheimgeheimgeheim, https://api.telegram.org/bot…",
        "me:geheim@api.telegram.org, me:…@api.telegram.org",
        "ftp://api.telegram.org, ftp://api.telegram.org",
        "http://:8081, http://:8081",
        "http://host:65536, http://host:65536",
    })
    void anAddressOfTheBotApiIsToldWithoutItsSecrets(String url, String shown) {
        assertThatThrownBy(() -> with(Map.of("REPRISE_BOT_API_URL", url)))
                .hasMessageStartingWith("REPRISE_BOT_API_URL=" + shown + " cannot be used: it takes a URL");
    }

    @ParameterizedTest
    @CsvSource({
        "http://reprise.example.org, Telegram calls https:// alone",
        "https://reprise.example.org:8444, 'Telegram calls the ports 443, 80, 88 and 8443 alone'",
        "https://me:geheim@reprise.example.org, without credentials or query",
        "https://reprise.example.org?key=geheim, without credentials or query",
        "https://reprise.example.org#x, without credentials or query",
        "https://, without credentials or query",
        "reprise.example.org, without credentials or query",
        "https://localhost, Telegram cannot reach that host",
        "https://reprise, Telegram cannot reach that host",
        "https://reprise.local, Telegram cannot reach that host",
        "https://127.0.0.1, Telegram cannot reach that host",
        "https://10.1.2.3:8443, Telegram cannot reach that host",
        "https://172.31.0.1, Telegram cannot reach that host",
        "https://192.168.1.1, Telegram cannot reach that host",
        "https://169.254.169.254, Telegram cannot reach that host",
        "https://100.64.0.1, Telegram cannot reach that host",
        "https://0.0.0.0, Telegram cannot reach that host",
        "https://256.1.1.1, a host that Telegram can reach",
        "https://[2001:db8::1], Telegram cannot reach that host",
        "https://2130706433, Telegram cannot reach that host",
    })
    void anAddressThatTelegramDoesNotCallIsRefused(String url, String why) {
        assertThatThrownBy(() -> with(Map.of("REPRISE_WEBHOOK_URL", url)))
                .hasMessageStartingWith("REPRISE_WEBHOOK_URL=")
                .hasMessageContaining(why)
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://reprise.example.org:88/a", "https://203.0.112.9", "https://172.32.0.1:8443"})
    void anAddressThatTelegramCallsIsTaken(String url) {
        assertThat(with(Map.of("REPRISE_WEBHOOK_URL", url)).telegram().webhookUrl())
                .contains(URI.create(url));
    }

    @Test
    void aBotApiServerOfOnesOwnCallsAnyAddress() {
        var keys = Map.of("REPRISE_BOT_API_URL", "http://127.0.0.1:8081", "REPRISE_WEBHOOK_URL", "http://127.0.0.1:1/");
        assertThat(with(keys).telegram().webhookUrl()).contains(URI.create("http://127.0.0.1:1"));
    }

    @ParameterizedTest
    @CsvSource({"REPRISE_TELEGRAM_API_ID, 12345", "REPRISE_TELEGRAM_API_HASH, 0123456789abcdef0123456789abcdef"})
    void idAndHashGoTogether(String key, String value) {
        assertThatThrownBy(() -> with(Map.of(key, value))).hasMessageStartingWith(key + " is set without REPRISE_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdeg"})
    void aHashHas32Digits(String hash) {
        assertThatThrownBy(() -> with(Map.of("REPRISE_TELEGRAM_API_ID", "12345", "REPRISE_TELEGRAM_API_HASH", hash)))
                .hasMessage("REPRISE_TELEGRAM_API_HASH=… cannot be used: it takes 32 hexadecimal digits, as"
                        + " my.telegram.org shows them.");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "stop;;unsubscribe|which is no word",
                ";|which is no word",
                "stop;...|which is no word",
                "?!|which is no word",
                "stop;/start|with which everybody begins",
                "/start@the_bot|with which everybody begins",
            },
            delimiter = '|')
    void anOptOutWordThatSaysNothingIsRefused(String words, String why) {
        assertThatThrownBy(() -> with(Map.of("REPRISE_OPT_OUT_WORDS", words.replace(';', ','))))
                .hasMessageStartingWith("REPRISE_OPT_OUT_WORDS has ")
                .hasMessageContaining(why);
    }

    @Test
    void anOptOutWordIsComparedInTheFormOfAMessage() {
        var words = with(Map.of("REPRISE_OPT_OUT_WORDS", "STOP!, /leave now, 🛑"))
                .telegram()
                .optOutWords();
        assertThat(words).containsExactlyInAnyOrder("stop", "/leave", "🛑");
    }

    @Test
    void everyKeyStandsInTheTable() throws IOException {
        assertThat(Files.readString(TABLE)).contains(keys());
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
