package org.reprise.system.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.reprise.testing.TestDatabase;

/** What a server stands on: a disk and a database. Both can be made to fail. */
final class Surroundings implements AutoCloseable {
    private static final int DISK_MEGABYTES = 96;

    private final TestDatabase kind;
    private final Path disk;
    private final boolean ownDisk;
    private final Path databaseFiles = TestDatabase.temporaryDirectory();
    private final int databasePort;
    private EmbeddedPostgres postgres;

    Surroundings(TestDatabase kind) throws IOException {
        this.kind = kind;
        disk = TestDatabase.temporaryDirectory();
        ownDisk = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString());
        postgres = kind == TestDatabase.POSTGRESQL ? startPostgres(0) : null;
        databasePort = postgres == null ? 0 : postgres.getPort();
        if (!ownDisk) {
            System.out.println("CHAOS: this user may not mount a small disk, so no disk is filled.");
        }
    }

    private EmbeddedPostgres startPostgres(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(databaseFiles)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    Map<String, String> environment() {
        return new HashMap<>(Map.of("REPRISE_DATA_DIR", disk.toString(), "REPRISE_DB_URL", url()));
    }

    String url() {
        return kind == TestDatabase.SQLITE
                ? "jdbc:sqlite:" + disk.resolve("reprise.db")
                : "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=postgres";
    }

    boolean hasDisk() {
        return ownDisk;
    }

    boolean hasDatabaseServer() {
        return kind == TestDatabase.POSTGRESQL;
    }

    void fillDiskFor(int millis) throws IOException, InterruptedException {
        var ballast = disk.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            fill(out);
            Thread.sleep(millis);
        } finally {
            Files.delete(ballast);
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

    void cutConnections() throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
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
