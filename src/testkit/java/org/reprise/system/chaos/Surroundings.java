package org.reprise.system.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.reprise.testing.TestDatabase;

/** What a server stands on: a disk, a database, a clock. Each can be made to fail. */
final class Surroundings implements AutoCloseable {
    private static final int DISK_MEGABYTES = 384;

    private final TestDatabase kind;
    private final Path disk;
    private final boolean ownDisk;
    private final int databasePort;
    private final Optional<TurnedClock> clock;
    private EmbeddedPostgres postgres;

    Surroundings(TestDatabase kind) throws IOException {
        this.kind = kind;
        disk = TestDatabase.temporaryDirectory();
        ownDisk = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString());
        if (!ownDisk) {
            System.out.println("CHAOS: this user may not mount a small disk, so NO DISK IS FILLED.");
        }
        clock = TurnedClock.make();
        postgres = kind == TestDatabase.POSTGRESQL ? startPostgres(0) : null;
        databasePort = postgres == null ? 0 : postgres.getPort();
    }

    private EmbeddedPostgres startPostgres(int port) throws IOException {
        var builder = TestDatabase.postgresql()
                .setDataDirectory(Files.createDirectories(disk.resolve("postgres")))
                .setCleanDataDirectory(false)
                .setServerConfig("min_wal_size", "32MB")
                .setServerConfig("max_wal_size", "96MB")
                .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    Map<String, String> environment() {
        var environment =
                new HashMap<>(Map.of("REPRISE_DATA_DIR", disk.resolve("data").toString(), "REPRISE_DB_URL", url()));
        clock.ifPresent(turned -> environment.putAll(turned.environment()));
        return environment;
    }

    private String url() {
        return kind == TestDatabase.SQLITE
                ? "jdbc:sqlite:" + disk.resolve("reprise.db")
                : "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=postgres";
    }

    /** To the database, past Reprise. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    Optional<TurnedClock> clock() {
        return clock;
    }

    boolean hasDisk() {
        return ownDisk;
    }

    boolean hasDatabaseServer() {
        return kind == TestDatabase.POSTGRESQL;
    }

    /** A database server that did not survive it is started again, as an operator would. */
    void fillDiskFor(int millis) throws IOException, InterruptedException {
        var ballast = disk.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            fill(out);
            Thread.sleep(millis);
        } finally {
            Files.delete(ballast);
        }
        if (hasDatabaseServer() && !databaseAnswers()) {
            restartDatabase(0);
        }
    }

    private static void fill(OutputStream out) {
        var block = new byte[64 * 1024];
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // that is what "full" looks like
        }
    }

    private boolean databaseAnswers() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try (var connection = connect()) {
                return connection.isValid(5);
            } catch (SQLException e) {
                // it recovers, or is gone
                Thread.sleep(250);
            }
        }
        return false;
    }

    void cutConnections() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    + " and backend_type = 'client backend'");
        }
    }

    void restartDatabase(int millisDown) throws IOException, InterruptedException {
        postgres.close();
        Thread.sleep(millisDown);
        postgres = startPostgres(databasePort);
    }

    private static boolean run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
        if (ownDisk) {
            run("umount", "-l", disk.toString());
        }
    }
}
