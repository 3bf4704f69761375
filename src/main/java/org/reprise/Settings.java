package org.reprise;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Everything an operator can set, read once and validated as a whole.
 *
 * <p>Each key is an environment variable ({@code REPRISE_DATA_DIR}) or the MicroProfile Config name made of it
 * ({@code reprise.data.dir}). The table in README.md lists them; SettingsTest holds keys, defaults and table together.
 *
 * @param dataDir where the embedded database and the sandbox live; created when absent, writable
 * @param database where campaigns and deliveries are kept
 * @param continueAfterRestart whether campaigns that were running when the server went down go on by themselves
 * @param replyTimeout how long a handed-over message may stay without a reply before its recipient is uncertain
 * @param secretKey seals secrets at rest: 32 bytes in base64; empty: a file in the data directory holds one
 * @param telegram the world outside
 * @param sandbox the in-process Telegram
 */
public record Settings(
        Path dataDir,
        Database database,
        boolean continueAfterRestart,
        Duration replyTimeout,
        Optional<Hidden> secretKey,
        Telegram telegram,
        Sandbox sandbox) {

    /** What must not be printed: settings are, at start. */
    public record Hidden(String value) {
        @Override
        public String toString() {
            return "…";
        }
    }

    /** @param url a JDBC URL, {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…} */
    public record Database(String url, String user, String password) {
        public boolean isSqlite() {
            return url.startsWith("jdbc:sqlite:");
        }

        /** Never the password: settings are printed at start. */
        @Override
        public String toString() {
            return url.replaceAll("\\?.*", "");
        }
    }

    /**
     * @param botApi base URL of the Bot API server, without a slash at the end
     * @param botRate messages a second of a bot that an operator gave no other rate
     * @param userRate the same of an account
     * @param webhookUrl where Telegram reaches this Reprise, without a slash at the end; empty: updates are polled for
     * @param optOutWords messages that opt out: words, phrases, and commands such as {@code /stop}
     * @param tdlib where TDLib's shared library lies; empty: the data directory or the system's library path
     * @param apiId of this installation, from Telegram; 0: none, so no session can be connected by TDLib
     * @param apiHash belongs to the id
     * @param proxy the URL of a SOCKS5, HTTP or MTProto proxy for TDLib
     */
    public record Telegram(
            URI botApi,
            double botRate,
            double userRate,
            Optional<URI> webhookUrl,
            Set<String> optOutWords,
            Optional<Path> tdlib,
            int apiId,
            Hidden apiHash,
            Optional<Hidden> proxy) {}

    /**
     * @param enabled whether unknown session names open a sandbox of that name
     * @param seed of every random choice: same seed, same people, same fates
     * @param contacts people in a new sandbox session, 0 to 10,000,000
     * @param rate messages a second that a sandbox session takes, 0: as many as come
     * @param latency mean time to a reply
     * @param refusedPercent of all recipients who blocked, restricted or left, 0 to 100
     * @param floodEvery one recipient in so many meets a flood wait first, 0: never
     * @param lostRepliesPercent of all recipients: nobody learns what became of the first message to them
     */
    public record Sandbox(
            boolean enabled,
            long seed,
            int contacts,
            int rate,
            Duration latency,
            int refusedPercent,
            int floodEvery,
            int lostRepliesPercent) {}

    /** In the languages that Reprise answers in. */
    private static final String OPT_OUT_WORDS = """
            stop, stopall, stop all, unsubscribe, unsubscribe me, cancel, end, quit, revoke, opt out, optout,
            stopp, abmelden, abmeldung, abbestellen, austragen,
            detener, deten, parar, baja, darme de baja, cancelar, cancelar suscripción, pare, sair, descadastrar,
            arrêt, arrêter, arrêtez, désabonner, me désabonner, désabonnement, désinscrire, désinscription,
            fermare, disiscrivi, disiscrivimi, annulla, cancella,
            стоп, отписаться, отпишите, отписка, отмена, відписатися, відпишіть, відписка, скасувати,
            dur, durdur, iptal, abonelikten çık, berhenti, berhenti berlangganan,
            توقف, لغو, لغو اشتراک, لغو عضویت, 退订, 退訂, 取消, 取消订阅, 取消訂閱, 停止
            """;

    /** A setting that cannot be used; the message names its key, its value and what it takes. */
    public static final class Unusable extends RuntimeException {
        Unusable(String key, String value, String takes) {
            super(key + "=" + value + " cannot be used: it takes " + takes + ".");
        }
    }

    /** The settings of this process. */
    public static Settings load() {
        var config = ConfigProvider.getConfig();
        return from(key -> config.getOptionalValue(key.toLowerCase(Locale.ROOT).replace('_', '.'), String.class));
    }

    /**
     * @param lookup the value of a key such as {@code REPRISE_DATA_DIR}, if it is set
     * @throws Unusable naming the first key whose value cannot be used
     */
    public static Settings from(Function<String, Optional<String>> lookup) {
        var keys = new Keys(lookup);
        var dataDir = keys.directory("REPRISE_DATA_DIR", keys.text("REPRISE_HOME", ".") + "/data");
        return new Settings(
                dataDir,
                new Database(
                        keys.databaseUrl("REPRISE_DB_URL", "jdbc:sqlite:" + dataDir.resolve("reprise.db")),
                        keys.text("REPRISE_DB_USER", ""),
                        keys.text("REPRISE_DB_PASSWORD", "")),
                keys.flag("REPRISE_CONTINUE_AFTER_RESTART", true),
                keys.number("REPRISE_REPLY_TIMEOUT_SECONDS", 60, 1, 3600, Duration::ofSeconds),
                keys.secretKey("REPRISE_SECRET_KEY"),
                new Telegram(
                        keys.url("REPRISE_BOT_API_URL", "https://api.telegram.org")
                                .orElseThrow(),
                        keys.rate("REPRISE_BOT_RATE", 25, 1000),
                        keys.rate("REPRISE_USER_RATE", 1, 30),
                        keys.url("REPRISE_WEBHOOK_URL", ""),
                        keys.words("REPRISE_OPT_OUT_WORDS", OPT_OUT_WORDS),
                        keys.file("REPRISE_TDLIB_LIBRARY"),
                        keys.number("REPRISE_TELEGRAM_API_ID", 0, 0, Integer.MAX_VALUE, Math::toIntExact),
                        new Hidden(keys.text("REPRISE_TELEGRAM_API_HASH", "")),
                        keys.hidden("REPRISE_TELEGRAM_PROXY")),
                new Sandbox(
                        keys.flag("REPRISE_SANDBOX", true),
                        keys.number("REPRISE_SANDBOX_SEED", 1, Long.MIN_VALUE, Long.MAX_VALUE, n -> n),
                        keys.number("REPRISE_SANDBOX_CONTACTS", 250, 0, 10_000_000, Math::toIntExact),
                        keys.number("REPRISE_SANDBOX_RATE", 1000, 0, 1_000_000, Math::toIntExact),
                        keys.number("REPRISE_SANDBOX_LATENCY_MS", 40, 0, 60_000, Duration::ofMillis),
                        keys.number("REPRISE_SANDBOX_REFUSED_PERCENT", 2, 0, 100, Math::toIntExact),
                        keys.number("REPRISE_SANDBOX_FLOOD_EVERY", 2000, 0, 1_000_000_000, Math::toIntExact),
                        keys.number("REPRISE_SANDBOX_LOST_REPLIES_PERCENT", 0, 0, 100, Math::toIntExact)));
    }

    /** Hands the settings to CDI. */
    @Dependent
    static class Source {
        @Produces
        @jakarta.inject.Singleton
        Settings settings() {
            return load();
        }

        @Produces
        @jakarta.inject.Singleton
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private record Keys(Function<String, Optional<String>> lookup) {
        String text(String key, String otherwise) {
            return lookup.apply(key)
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .orElse(otherwise);
        }

        boolean flag(String key, boolean otherwise) {
            var value = text(key, String.valueOf(otherwise));
            if (!value.equals("true") && !value.equals("false")) {
                throw new Unusable(key, value, "true or false");
            }
            return value.equals("true");
        }

        <T> T number(String key, long otherwise, long least, long most, LongFunction<T> as) {
            var value = text(key, String.valueOf(otherwise));
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return as.apply(number);
                }
            } catch (NumberFormatException e) {
                // told below, with the range
            }
            throw new Unusable(key, value, "a whole number from " + least + " to " + most);
        }

        /** A message about one that cannot be used does not repeat it. */
        Optional<Hidden> secretKey(String key) {
            var value = text(key, "");
            try {
                if (value.isEmpty() || Base64.getDecoder().decode(value).length == 32) {
                    return value.isEmpty() ? Optional.empty() : Optional.of(new Hidden(value));
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new Unusable(key, "…", "32 random bytes in base64, as `openssl rand -base64 32` makes them");
        }

        Optional<Hidden> hidden(String key) {
            return Optional.of(text(key, "")).filter(value -> !value.isEmpty()).map(Hidden::new);
        }

        double rate(String key, double otherwise, double most) {
            var value = text(key, String.valueOf(otherwise));
            try {
                double rate = Double.parseDouble(value);
                if (rate >= 0.01 && rate <= most) {
                    return rate;
                }
            } catch (NumberFormatException e) {
                // told below, with the range
            }
            throw new Unusable(key, value, "messages a second from 0.01 to " + (int) most);
        }

        Optional<URI> url(String key, String otherwise) {
            var value = text(key, otherwise).replaceAll("/+$", "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            try {
                if (value.matches("https?://[^/@?#]+(/[^?#]*)?")) {
                    return Optional.of(new URI(value));
                }
            } catch (URISyntaxException e) {
                // told below
            }
            throw new Unusable(key, value, "a URL that starts with http:// or https://, without credentials or query");
        }

        Set<String> words(String key, String otherwise) {
            return Stream.of(text(key, otherwise).split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        Optional<Path> file(String key) {
            var value = text(key, "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            try {
                var path = Path.of(value).toAbsolutePath().normalize();
                if (Files.isReadable(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException e) {
                // told below
            }
            throw new Unusable(key, value, "a file that Reprise can read");
        }

        String databaseUrl(String key, String otherwise) {
            var value = text(key, otherwise);
            if (!value.startsWith("jdbc:sqlite:") && !value.startsWith("jdbc:postgresql:")) {
                throw new Unusable(key, value, "a URL that starts with jdbc:sqlite: or jdbc:postgresql:");
            }
            return value;
        }

        Path directory(String key, String otherwise) {
            var value = text(key, otherwise);
            try {
                var path = Path.of(value).toAbsolutePath().normalize();
                Files.createDirectories(path);
                if (Files.isWritable(path)) {
                    return path;
                }
            } catch (java.io.IOException | InvalidPathException e) {
                // told below
            }
            throw new Unusable(key, value, "a directory that Reprise can make and write to");
        }
    }
}
