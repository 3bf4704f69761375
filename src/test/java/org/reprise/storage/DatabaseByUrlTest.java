package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.reprise.testing.TestReprise.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.reprise.testing.FreePort;
import org.reprise.testing.TestDatabase;

class DatabaseByUrlTest {
    @Test
    void aPasswordThatIsMissingIsNotWaitedFor() throws Exception {
        try (var database = EmbeddedPostgres.builder().start();
                var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            var url = urlOf(database);
            var rows = statement.executeQuery("show hba_file");
            rows.next();
            Files.writeString(Path.of(rows.getString(1)), "host all all all scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
            await("it wants a password", () -> failureOf(url) != null);
            assertThat(failureOf(url).getMessage()).contains("no password was provided");
            assertThat(DatabaseByUrl.isOutOfReach(failureOf(url))).isFalse();
            assertThat(DatabaseByUrl.isOutOfReach(failureOf(url + "&password=wrong")))
                    .isFalse();
        }
    }

    @Test
    void whereNobodyListensYetIsWaitedFor() {
        assertThat(DatabaseByUrl.isOutOfReach(
                        failureOf("jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/postgres")))
                .isTrue();
    }

    /** In its words; it says 08P01, too, of a database behind it that does not answer. */
    @Test
    void optionsThatPgBouncerDoesNotPassOnAreNotWaitedFor() {
        assertThat(DatabaseByUrl.isOutOfReach(pgBouncer("unsupported startup parameter: options")))
                .isFalse();
        assertThat(DatabaseByUrl.isOutOfReach(pgBouncer("unsupported startup parameter in options: lock_timeout")))
                .isFalse();
        assertThat(DatabaseByUrl.isOutOfReach(pgBouncer("server login has been failing, try again later")))
                .isTrue();
    }

    /** A server that others may have told not to wait for its disk, killed right after a commit. */
    @Test
    void aCommitIsOnDiskWhateverTheServerDoesForOthers() throws Exception {
        var directory = TestDatabase.temporaryDirectory();
        var server = TestDatabase.postgresql()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("wal_writer_delay", "10s");
        try (var killed = server.start();
                var connection = open(urlOf(killed));
                var statement = connection.createStatement()) {
            statement.execute("create table kept (n int)");
            statement.execute("insert into kept values (4711)");
            kill(directory);
        }
        try (var again = server.start();
                var connection = open(urlOf(again));
                var rows = connection.createStatement().executeQuery("select n from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(4711);
        } finally {
            TestDatabase.delete(directory);
        }
    }

    @Test
    void whoAcknowledgesWhatACrashTakesBackIsRefused() throws Exception {
        try (var database = TestDatabase.postgresql().start()) {
            assertThat(refusal(urlOf(database) + "&options=-c%20synchronous_commit=off"))
                    .hasMessageContainingAll("REPRISE_DB_URL", "synchronous_commit is off", "Set it to on");
            assertThat(refusal(urlOf(database))).isNull();
        }
    }

    private static Throwable refusal(String url) {
        var schema = new Schema(TestDatabase.settings(Map.of("REPRISE_DB_URL", url)));
        return catchThrowable(schema::bringUpToDate);
    }

    private static String urlOf(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    private static Connection open(String url) throws SQLException {
        return DatabaseByUrl.of(
                        TestDatabase.settings(Map.of("REPRISE_DB_URL", url)).database())
                .getConnection();
    }

    /** Its processes all at once, as when a machine goes down: the first of them would write down the rest. */
    private static void kill(Path directory) throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
        var server = ProcessHandle.of(first).orElseThrow();
        var children = server.children().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    private static SQLException pgBouncer(String message) {
        return new PSQLException("FATAL: " + message, PSQLState.PROTOCOL_VIOLATION);
    }

    private static SQLException failureOf(String url) {
        try (var connection = open(url)) {
            assertThat(connection.isValid(10)).isTrue();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }
}
