package org.reprise.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.reprise.Settings;
import org.reprise.storage.DatabaseByUrl;
import org.reprise.storage.Migrations;
import org.reprise.storage.Ownership;
import org.reprise.storage.Storage;

/** The two databases that Reprise runs on, for real; each {@link #open} is a new, migrated one. */
public enum TestDatabase {
    SQLITE {
        private static final String URL = "jdbc:sqlite:";

        @Override
        String newUrl() {
            return URL + temporaryDirectory().resolve("reprise.db");
        }

        @Override
        boolean fill(String url, Supplier<String> migrated) throws IOException {
            var file = Path.of(url.substring(URL.length()).replaceAll("\\?.*", ""));
            if (Files.exists(file)) {
                return false;
            }
            Files.createDirectories(file.getParent());
            Files.copy(Path.of(migrated.get().substring(URL.length())), file);
            return true;
        }
    },
    POSTGRESQL {
        private final Set<String> empty = ConcurrentHashMap.newKeySet();

        @Override
        String newUrl() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            var url = "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + name + "?user=postgres";
            empty.add(url);
            return url;
        }

        @Override
        boolean fill(String url, Supplier<String> migrated) throws SQLException {
            if (!empty.remove(url) || hasTables(url)) {
                return false;
            }
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("drop database " + name(url));
                statement.execute("create database " + name(url) + " template " + name(migrated.get()));
            }
            return true;
        }

        private static String name(String url) {
            return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        }

        private static boolean hasTables(String url) throws SQLException {
            try (var connection = DriverManager.getConnection(url);
                    var tables = connection.getMetaData().getTables(null, "public", null, new String[] {"TABLE"})) {
                return tables.next();
            }
        }
    };

    private static final Logger LOG = Logger.getLogger(TestDatabase.class.getName());

    /** One server for the JVM, started by the first test that needs it, gone with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return postgresql().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String migrated;

    abstract String newUrl();

    /**
     * Makes a new and empty database a copy of a migrated one, which takes a tenth of the migrations' time.
     *
     * @return whether it was one
     */
    abstract boolean fill(String url, Supplier<String> migrated) throws IOException, SQLException;

    private static void migrate(Settings.Database database, DataSource source) {
        var kind = database.isSqlite() ? SQLITE : POSTGRESQL;
        try {
            if (!kind.fill(database.url(), kind::migrated)) {
                Migrations.apply(source, database);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized String migrated() {
        if (migrated == null) {
            var database = settings(Map.of("REPRISE_DB_URL", newUrl())).database();
            Migrations.apply(DatabaseByUrl.of(database), database);
            migrated = database.url();
        }
        return migrated;
    }

    /**
     * A PostgreSQL server that waits for its disk, as one with data to keep does; its commits may not, unless asked to,
     * as where others were in a hurry.
     */
    public static EmbeddedPostgres.Builder postgresql() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("listen_addresses", "127.0.0.1");
    }

    /** Lets the statements of {@code handle}'s transaction take as long as they need: those that fill a table. */
    public void takeYourTime(Handle handle) {
        if (this == POSTGRESQL) {
            handle.execute("set local statement_timeout = 0");
        }
    }

    /** A JDBC URL of a new and empty database. */
    public String url() {
        return newUrl();
    }

    /** A new and migrated database, through a pool as the container would give it. */
    public Storage open() {
        return open(settings(Map.of("REPRISE_DB_URL", newUrl())));
    }

    /** The database of {@code settings}, migrated when it is not yet. */
    public static Storage open(Settings settings) {
        return open(settings, new FlakyDatabase(0, 0));
    }

    /** The database of {@code settings} as it is, if it is there. */
    public static Storage unmigrated(Settings settings) {
        return new Storage(
                TestPool.over(DatabaseByUrl.of(settings.database())), settings, Ownership.UNSHARED, TestTime.running());
    }

    /** The same as {@link #open(Settings)}, with faults. */
    public static Storage open(Settings settings, FlakyDatabase faults) {
        return open(settings, faults, Ownership.UNSHARED);
    }

    /** The same, of a server that may lose the database. */
    public static Storage open(Settings settings, FlakyDatabase faults, Ownership ownership) {
        DataSource source = TestPool.over(DatabaseByUrl.of(settings.database()));
        migrate(settings.database(), source);
        return new Storage(faults.over(source), settings, ownership, TestTime.running());
    }

    /** Defaults, a data directory of its own, and what {@code keys} says. */
    public static Settings settings(Map<String, String> keys) {
        var dataDir = temporaryDirectory().toString();
        return Settings.from(
                key -> Optional.ofNullable(keys.getOrDefault(key, key.equals("REPRISE_DATA_DIR") ? dataDir : null)));
    }

    /** A directory that is removed when the JVM ends. */
    public static Path temporaryDirectory() {
        try {
            var directory = Files.createTempDirectory("reprise-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever still works in it, such as a browser that is closing, may make files and remove them meanwhile. */
    public static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.FINE, e, () -> directory + " was changed while it was removed");
        }
    }
}
