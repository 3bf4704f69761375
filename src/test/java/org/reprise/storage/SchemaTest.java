package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.RepriseVersion;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;

/** Which databases a Reprise works on. */
class SchemaTest {
    private static final String STEP = "insert into flyway_schema_history (installed_rank, version, description, type,"
            + " script, checksum, installed_by, execution_time, success) values (99, '%s', 'to come', 'SQL',"
            + " 'V99__to_come.sql', 1, '%s', 1, true)";

    private static Settings settings(TestDatabase database) {
        return TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
    }

    private static void sql(Settings settings, String statement) {
        Jdbi.create(DatabaseByUrl.of(settings.database())).useHandle(handle -> handle.execute(statement));
    }

    private static Settings migrated(TestDatabase database) {
        var settings = settings(database);
        new Schema(settings).bringUpToDate();
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfTheSameVersionOrAnOlderOneIsTaken(TestDatabase database) {
        var settings = settings(database);
        var schema = new Schema(settings);
        assertThatCode(schema::requireFit).doesNotThrowAnyException();
        Migrations.of(DatabaseByUrl.of(settings.database()), settings.database())
                .target("7")
                .load()
                .migrate();
        assertThatCode(schema::requireFit).doesNotThrowAnyException();
        schema.bringUpToDate();
        schema.bringUpToDate();
        List<String> authors = Jdbi.create(DatabaseByUrl.of(settings.database()))
                .withHandle(handle -> handle.createQuery("select distinct installed_by from flyway_schema_history")
                        .mapTo(String.class)
                        .list());
        assertThat(authors).containsExactly("Reprise " + RepriseVersion.current());
    }

    @ParameterizedTest
    @EnumSource
    void anOlderRepriseLeavesTheDataOfANewerOneAloneAndNamesBoth(TestDatabase database) {
        var settings = migrated(database);
        sql(settings, String.format(STEP, "99", "Reprise 9.9"));
        assertRefused(
                settings,
                "its schema has version 99, by Reprise 9.9",
                "this is Reprise " + RepriseVersion.current(),
                "up to ",
                "Nothing was changed.");
    }

    @ParameterizedTest
    @EnumSource
    void aNewerOneThatLeftNoNameIsRefusedAsWell(TestDatabase database) {
        var settings = migrated(database);
        sql(settings, String.format(STEP, "99.1", "somebody"));
        assertRefused(settings, "version 99.1, by a newer Reprise;");
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryThatIsNotOursIsRefusedInOneLine(TestDatabase database) {
        var checksum = migrated(database);
        sql(checksum, "update flyway_schema_history set checksum = checksum + 1 where version = '3'");
        assertRefused(checksum, "step 3 (deliveries over time) is not the same as in Reprise");

        var foreign = migrated(database);
        sql(foreign, String.format(STEP, "2.5", "somebody"));
        assertRefused(foreign, "step 2.5 (to come) is none of Reprise's");

        var failed = migrated(database);
        sql(failed, "update flyway_schema_history set success = false where version = '9'");
        assertRefused(failed, "step 9 (server lease) failed half-way");
    }

    @ParameterizedTest
    @EnumSource
    void tablesThatAreNotOursAreLeftAlone(TestDatabase database) {
        var settings = settings(database);
        sql(settings, "create table theirs (n int)");
        assertThatThrownBy(new Schema(settings)::bringUpToDate)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContainingAll("REPRISE_DB_URL=jdbc:", "it holds tables that are not Reprise's");
    }

    @ParameterizedTest
    @EnumSource
    void aStepThatFailsIsToldInOneLine(TestDatabase database) {
        var settings = settings(database);
        Migrations.of(DatabaseByUrl.of(settings.database()), settings.database())
                .target("8")
                .load()
                .migrate();
        sql(settings, "create table server_lease (n int)");
        assertThatThrownBy(new Schema(settings)::bringUpToDate)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContainingAll("cannot be brought to the version of this Reprise", "server_lease")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    private static void assertRefused(Settings settings, String... words) {
        for (var work : List.<Runnable>of(new Schema(settings)::requireFit, new Schema(settings)::bringUpToDate)) {
            assertThatThrownBy(work::run)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageContainingAll(words)
                    .message()
                    .startsWith("REPRISE_DB_URL=jdbc:")
                    .hasLineCount(1);
        }
    }

    /** Not even what a killed newer one left in the log of SQLite is moved into the database. */
    @Test
    void nothingIsWrittenIntoAFileThatIsRefused() throws IOException {
        var settings = migrated(TestDatabase.SQLITE);
        var directory = Path.of(settings.database().url().substring("jdbc:sqlite:".length()))
                .getParent();
        var copy = TestDatabase.temporaryDirectory();
        try (var open = Jdbi.create(DatabaseByUrl.of(settings.database())).open()) {
            open.execute(String.format(STEP, "99", "Reprise 9.9"));
            for (var name : List.of("reprise.db", "reprise.db-wal")) {
                Files.copy(directory.resolve(name), copy.resolve(name));
            }
        }
        var killed = Servers.settings("jdbc:sqlite:" + copy.resolve("reprise.db"), TestDatabase.temporaryDirectory());
        var before = contents(copy);
        try (var servers = new Servers(killed.database().url())) {
            assertThatThrownBy(servers.of(killed)::take).isInstanceOf(SchemaRefused.class);
        }
        assertThat(contents(copy)).isEqualTo(before);
        assertThat(killed.dataDir()).isEmptyDirectory();
    }

    /** SQLite's index into the log holds nothing that is not there. */
    private static Map<String, String> contents(Path directory) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(directory)) {
            files.filter(file -> !file.toString().endsWith("-shm"))
                    .forEach(file -> contents.put(file.getFileName().toString(), bytes(file)));
        }
        return contents;
    }

    private static String bytes(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
