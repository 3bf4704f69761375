package org.reprise;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Everything an operator can set, read once and validated as a whole.
 *
 * <p>Each key is an environment variable ({@code REPRISE_DATA_DIR}) or the MicroProfile Config name made of it
 * ({@code reprise.data.dir}). The table in src/docs/settings.md lists them; SettingsTest holds keys, defaults and table
 * together.
 *
 * @param dataDir where the embedded database and the sandbox live; created when absent, writable
 * @param database where campaigns and deliveries are kept
 * @param continueAfterRestart whether campaigns that were running when the server went down go on by themselves
 * @param replyTimeout how long a handed-over message may stay without a reply before its recipient is uncertain
 * @param exactCounts of up to so many contacts each is counted when somebody asks how many; of more, some are
 * @param secretKey seals secrets at rest: 32 bytes in base64; empty: a file in the data directory holds one
 * @param telegram the world outside
 * @param sandbox the in-process Telegram
 * @param web what clients are taken for
 * @param quotas how much each person and token may do
 * @param retention how long what is only of use for a while is kept
 */
public record Settings(
        Path dataDir,
        Database database,
        boolean continueAfterRestart,
        Duration replyTimeout,
        int exactCounts,
        Optional<Hidden> secretKey,
        Telegram telegram,
        Sandbox sandbox,
        Web web,
        Quotas quotas,
        Retention retention) {

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
     * @param proxy the way of TDLib to Telegram; empty: it goes straight
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
            Optional<TelegramProxy> proxy) {}

    /**
     * @param opening when unknown session names open a sandbox of that name
     * @param seed of every random choice: same seed, same people, same fates
     * @param contacts people in a new sandbox session, 0 to 10,000,000
     * @param rate messages a second that a sandbox session takes, 0: as many as come
     * @param latency mean time to a reply
     * @param refusedPercent of all recipients who blocked, restricted or left, 0 to 100
     * @param floodEvery one recipient in so many meets a flood wait first, 0: never
     * @param lostRepliesPercent of all recipients: nobody learns what became of the first message to them
     */
    public record Sandbox(
            Opening opening,
            long seed,
            int contacts,
            int rate,
            Duration latency,
            int refusedPercent,
            int floodEvery,
            int lostRepliesPercent) {
        /** When unknown session names open a sandbox of that name. */
        public enum Opening {
            ALWAYS,
            NEVER,
            /** While no bot and no account was ever connected: from then on such a name is a mistake. */
            UNTIL_CONNECTED
        }
    }

    /**
     * @param publicUrl where people and programs reach this Reprise from outside, without a slash at the end; empty:
     *     from this machine alone
     * @param allowedOrigins whose pages may use Reprise besides its own, as browsers name them in {@code Origin}
     * @param monitors who may read metrics, details of health and the API's document besides this machine
     * @param proxies who pass requests on, and are believed for whom
     * @param zone in which a time without an offset is meant, unless an account has another
     * @param access who gets in
     */
    public record Web(
            Optional<URI> publicUrl,
            Set<String> allowedOrigins,
            List<AddressBlock> monitors,
            List<AddressBlock> proxies,
            ZoneId zone,
            Access access) {

        /** Whether people reach Reprise over TLS. */
        public boolean isSecure() {
            return publicUrl
                    .filter(url -> url.getScheme().equalsIgnoreCase("https"))
                    .isPresent();
        }
    }

    /**
     * @param required whether also whoever is at the machine has to sign in, while there is nobody yet
     * @param signIn how long a sign-in is good at the most
     */
    public record Access(boolean required, Duration signIn) {}

    /** Of each person and token, but for the address; 0: as much as they like. */
    public record Quotas(
            int requestsAMinute,
            int requestsAMinuteOfAnAddress,
            int importsAtATime,
            int exportsAnHour,
            int fileMegabytesADay,
            int idempotencyKeysADay,
            int sandboxesADay) {}

    /**
     * How long it is kept; zero: for ever. Who was reached by which campaign is kept for ever in any case.
     *
     * @param audit the record of what was done by whom
     * @param activity what happened to campaigns
     * @param deliveryDetails what Telegram said, in its own words, when it refused a recipient
     * @param received what people wrote; zero: nothing of it is kept at all
     */
    public record Retention(Duration audit, Duration activity, Duration deliveryDetails, Duration received) {}

    /** Settings that cannot be used; each problem is a sentence that names its key, its value and what it takes. */
    public static final class Unusable extends StartRefused {
        private static final long serialVersionUID = 1;

        Unusable(List<String> problems) {
            super(problems);
        }
    }

    /**
     * The settings of this process.
     *
     * @throws Unusable naming every key whose value cannot be used, and every name that looks like a key and is none
     */
    public static Settings load() {
        var config = ConfigProvider.getConfig();
        var reader = new SettingsReader(key -> value(config, key));
        return read(reader, () -> SettingNames.unknown(reader.keys(), System.getenv(), otherNames(config)));
    }

    /**
     * @param lookup the value of a key such as {@code REPRISE_DATA_DIR}, if it is set
     * @throws Unusable naming every key whose value cannot be used
     */
    public static Settings from(Function<String, Optional<String>> lookup) {
        return read(new SettingsReader(lookup), List::of);
    }

    private static Settings read(SettingsReader reader, Supplier<List<String>> unknownNames) {
        var settings = reader.settings();
        var problems = new ArrayList<>(reader.problems());
        problems.addAll(unknownNames.get());
        if (!problems.isEmpty()) {
            throw new Unusable(problems);
        }
        return settings;
    }

    /** As it was set: without expressions in it, since a password may look like one, and empty where it is empty. */
    private static Optional<String> value(Config config, String key) {
        var name = SettingNames.property(key);
        return Optional.ofNullable(config.getConfigValue(name).getRawValue())
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .or(() -> Optional.ofNullable(System.getenv(key)));
    }

    private static Set<String> otherNames(Config config) {
        var names = new TreeSet<>(System.getProperties().stringPropertyNames());
        config.getPropertyNames().forEach(names::add);
        return names;
    }

    /** Hands the settings to CDI. */
    @Dependent
    static class Source {
        @Produces
        @jakarta.inject.Singleton
        Settings settings() {
            return StartRefused.orGoOn(Settings::load);
        }

        @Produces
        @jakarta.inject.Singleton
        Clock clock() {
            return Clock.systemUTC();
        }

        @Produces
        @jakarta.inject.Singleton
        TimeSource time(Clock clock) {
            return TimeSource.of(clock);
        }
    }
}
