package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
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
            var url = "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres?user=postgres";
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

    private static SQLException pgBouncer(String message) {
        return new PSQLException("FATAL: " + message, PSQLState.PROTOCOL_VIOLATION);
    }

    private static SQLException failureOf(String url) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url)).database();
        try (var connection = DatabaseByUrl.of(settings).getConnection()) {
            assertThat(connection.isValid(10)).isTrue();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }
}
