package org.reprise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.reprise.Settings.Access;
import org.reprise.Settings.Database;
import org.reprise.Settings.Hidden;
import org.reprise.Settings.Quotas;
import org.reprise.Settings.Retention;
import org.reprise.Settings.Sandbox;
import org.reprise.Settings.Sandbox.Opening;
import org.reprise.Settings.Telegram;
import org.reprise.Settings.Web;

/** Which keys there are, what they are without being set, and which of them go together. */
final class SettingsReader {
    private static final String DIRECTORY = "a directory that Reprise can make and write to";

    private final SettingValues values;

    SettingsReader(Function<String, Optional<String>> lookup) {
        this.values = new SettingValues(lookup);
    }

    /** All keys, once the settings were read. */
    Set<String> keys() {
        return values.keys();
    }

    /** Of the settings that were read; with any, the settings are not to be used. */
    List<String> problems() {
        return values.problems();
    }

    Settings settings() {
        var dataDir = dataDir();
        return new Settings(
                dataDir,
                database(dataDir),
                values.flag("REPRISE_CONTINUE_AFTER_RESTART", true),
                values.number("REPRISE_REPLY_TIMEOUT_SECONDS", 60, 1, 3600, Duration::ofSeconds),
                values.number("REPRISE_EXACT_COUNTS", 1_000_000, 0, 100_000_000, Math::toIntExact),
                secretKey("REPRISE_SECRET_KEY"),
                telegram(),
                sandbox(),
                web(),
                quotas(),
                retention());
    }

    private Quotas quotas() {
        return new Quotas(
                values.number("REPRISE_REQUESTS_PER_MINUTE", 600, 0, 1_000_000, Math::toIntExact),
                values.number("REPRISE_ADDRESS_REQUESTS_PER_MINUTE", 1200, 0, 1_000_000, Math::toIntExact),
                values.number("REPRISE_IMPORTS_AT_A_TIME", 3, 0, 1000, Math::toIntExact),
                values.number("REPRISE_EXPORTS_PER_HOUR", 120, 0, 1_000_000, Math::toIntExact),
                values.number("REPRISE_FILE_MEGABYTES_PER_DAY", 2000, 0, 1_000_000, Math::toIntExact),
                values.number("REPRISE_IDEMPOTENCY_KEYS_PER_DAY", 50_000, 0, 10_000_000, Math::toIntExact),
                values.number("REPRISE_SANDBOXES_PER_DAY", 100, 0, 1_000_000, Math::toIntExact));
    }

    private Retention retention() {
        return new Retention(
                days("REPRISE_KEEP_AUDIT_DAYS", 400),
                days("REPRISE_KEEP_ACTIVITY_DAYS", 0),
                days("REPRISE_KEEP_DELIVERY_DETAILS_DAYS", 0),
                // other than of the others, 0 is not for ever, but nothing: it is what people wrote
                days("REPRISE_KEEP_RECEIVED_DAYS", 90));
    }

    /** 0: for ever. */
    private Duration days(String key, int otherwise) {
        return values.number(key, otherwise, 0, 36_500, Duration::ofDays);
    }

    private Web web() {
        return new Web(
                WebSettings.publicUrl(values),
                WebSettings.origins(values),
                WebSettings.monitors(values),
                WebSettings.proxies(values),
                WebSettings.zone(values),
                new Access(
                        values.flag("REPRISE_SIGN_IN_REQUIRED", false),
                        values.number("REPRISE_SIGN_IN_HOURS", 12, 1, 720, Duration::ofHours)));
    }

    private Path dataDir() {
        var home = values.text("REPRISE_HOME", ".", DIRECTORY);
        var inHome = home + "/data";
        var dataDir = values.text("REPRISE_DATA_DIR", inHome, DIRECTORY);
        boolean chosen = home.equals(".") || !dataDir.equals(inHome);
        return values.directory(chosen ? "REPRISE_DATA_DIR" : "REPRISE_HOME", chosen ? dataDir : home, dataDir);
    }

    private Database database(Path dataDir) {
        var given = values.text("REPRISE_DB_URL", "jdbc:sqlite:" + dataDir.resolve("reprise.db"), DatabaseUrl.TAKES);
        var user = values.optional("REPRISE_DB_USER").orElse("");
        var password = values.secret("REPRISE_DB_PASSWORD");
        DatabaseUrl.problem(given, user, password).ifPresent(values::problem);
        return new Database(given, user, password);
    }

    /** A message about one that cannot be used does not repeat it. */
    private Optional<Hidden> secretKey(String key) {
        return values.optional(key).flatMap(value -> {
            try {
                if (Base64.getDecoder().decode(value).length == 32) {
                    return Optional.of(new Hidden(value));
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            values.unusable(key, "…", "32 random bytes in base64, as `openssl rand -base64 32` makes them");
            return Optional.empty();
        });
    }

    private Telegram telegram() {
        var botApi = TelegramUrls.botApi(values);
        var app = app();
        return new Telegram(
                botApi,
                values.rate("REPRISE_BOT_RATE", 25, 1000),
                values.rate("REPRISE_USER_RATE", 1, 30),
                TelegramUrls.webhook(values, botApi),
                OptOutWords.read(values),
                values.file("REPRISE_TDLIB_LIBRARY"),
                app.id(),
                app.hash(),
                proxy(app));
    }

    /** @param id 0: none */
    private record App(int id, Hidden hash) {}

    private App app() {
        int before = values.problems().size();
        int id = values.optionalNumber("REPRISE_TELEGRAM_API_ID", Integer.MAX_VALUE);
        var hash = values.optional("REPRISE_TELEGRAM_API_HASH").orElse("");
        if (!hash.isEmpty() && !hash.matches("[0-9a-fA-F]{32}")) {
            values.unusable("REPRISE_TELEGRAM_API_HASH", "…", "32 hexadecimal digits, as my.telegram.org shows them");
        }
        if (values.problems().size() == before && id == 0 != hash.isEmpty()) {
            values.problem((id == 0 ? "REPRISE_TELEGRAM_API_HASH" : "REPRISE_TELEGRAM_API_ID") + " is set without "
                    + (id == 0 ? "REPRISE_TELEGRAM_API_ID" : "REPRISE_TELEGRAM_API_HASH")
                    + ": my.telegram.org shows both, and TDLib needs both.");
        }
        return new App(id, new Hidden(hash));
    }

    private Optional<TelegramProxy> proxy(App app) {
        var key = "REPRISE_TELEGRAM_PROXY";
        return values.optional(key).flatMap(value -> {
            var proxy = TelegramProxy.parse(value);
            if (proxy.isEmpty()) {
                values.unusable(key, "…", TelegramProxy.TAKES);
            } else if (app.id == 0 && app.hash.value().isEmpty()) {
                values.problem(key + " is for TDLib alone, which needs REPRISE_TELEGRAM_API_ID and"
                        + " REPRISE_TELEGRAM_API_HASH; bots do not go through it.");
            }
            return proxy;
        });
    }

    private Sandbox sandbox() {
        return new Sandbox(
                values.flagUnless("REPRISE_SANDBOX", "true until a bot or an account is connected")
                        .map(always -> always ? Opening.ALWAYS : Opening.NEVER)
                        .orElse(Opening.UNTIL_CONNECTED),
                values.number("REPRISE_SANDBOX_SEED", 1, Long.MIN_VALUE, Long.MAX_VALUE, n -> n),
                values.number("REPRISE_SANDBOX_CONTACTS", 250, 0, 10_000_000, Math::toIntExact),
                values.number("REPRISE_SANDBOX_RATE", 1000, 0, 1_000_000, Math::toIntExact),
                values.number("REPRISE_SANDBOX_LATENCY_MS", 40, 0, 60_000, Duration::ofMillis),
                values.number("REPRISE_SANDBOX_REFUSED_PERCENT", 2, 0, 100, Math::toIntExact),
                values.number("REPRISE_SANDBOX_FLOOD_EVERY", 2000, 0, 1_000_000_000, Math::toIntExact),
                values.number("REPRISE_SANDBOX_LOST_REPLIES_PERCENT", 0, 0, 100, Math::toIntExact));
    }
}
