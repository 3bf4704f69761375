package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.storage.Hindrance.Kind;
import org.reprise.testing.TestDatabase;

class OwnedFilesTest {
    private final Path root = TestDatabase.temporaryDirectory();

    private Path directory(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** However a URL names it, it is the same file. */
    @Test
    void twoNamesOfOneDatabaseMeet() throws IOException {
        var real = directory("real");
        Files.createSymbolicLink(root.resolve("alias"), real);
        Files.createSymbolicLink(root.resolve("link.db"), real.resolve("reprise.db"));
        var names = List.of(
                "jdbc:sqlite:" + real.resolve("reprise.db"),
                "jdbc:sqlite:" + root.resolve("alias/reprise.db"),
                "jdbc:sqlite:" + root.resolve("link.db"),
                "jdbc:sqlite:" + real.resolve("../real/./reprise.db"),
                "jdbc:sqlite:file:" + real.resolve("reprise.db") + "?cache=private",
                "jdbc:sqlite:" + Path.of("").toAbsolutePath().relativize(real).resolve("reprise.db"));
        for (var one : names) {
            try (var servers = new Servers(one)) {
                servers.another().take();
                for (var other : names) {
                    try (var others = new Servers(other)) {
                        assertThatThrownBy(others.another()::take)
                                .as(one + " and " + other)
                                .isInstanceOf(HeldByAnother.class);
                    }
                }
            }
        }
    }

    @Test
    void aDatabaseWithTwoHardLinksIsRefusedForEachWouldHaveALogOfItsOwn() throws IOException {
        var url = "jdbc:sqlite:" + directory("one").resolve("reprise.db");
        try (var servers = new Servers(url)) {
            servers.another().take();
        }
        Files.createLink(directory("two").resolve("reprise.db"), root.resolve("one/reprise.db"));
        try (var servers = new Servers(url)) {
            assertThatThrownBy(servers.another()::take).hasMessageContainingAll("REPRISE_DB_URL", "hard links");
        }
    }

    @Test
    void aDatabaseInMemoryIsNobodyElses() {
        try (var servers = new Servers("jdbc:sqlite::memory:")) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            second.take();
            assertThat(first.isHeld()).isTrue();
            assertThat(second.isHeld()).isTrue();
        }
    }

    /** With either database: the key of the secrets, TDLib's files and messages' files are there. */
    @ParameterizedTest
    @EnumSource
    void aDataDirectoryThatWasMovedIsNoticedAndGoneOnWithWhenItIsBack(TestDatabase database) throws IOException {
        var data = directory("data");
        try (var servers = new Servers(database)) {
            var server = servers.in(data);
            server.take();
            Files.move(data, root.resolve("moved"));
            assertGone(server, data);
            // one of the same name is not the same
            Files.createDirectory(data);
            assertGone(server, data);
            Files.copy(root.resolve("moved/reprise.lock"), data.resolve("reprise.lock"));
            assertGone(server, data);

            TestDatabase.delete(data);
            Files.move(root.resolve("moved"), data);
            server.lookAtFiles();
            assertThat(server.isHeld()).isTrue();
        }
    }

    private static void assertGone(DatabaseOwnership server, Path data) {
        for (int i = 0; i < 2; i++) {
            server.lookAtFiles();
            assertThat(server.isHeld()).isFalse();
            var hindrance = server.hindrance().orElseThrow();
            assertThat(hindrance.kind()).isEqualTo(Kind.FILES_GONE);
            assertThat(hindrance.detail()).contains(data.toString(), "put back", "restart Reprise");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reprise.db", "reprise.db-wal", "reprise.db.lock", "reprise.lock"})
    void eachFileIsMissed(String name) throws IOException {
        var data = directory("data");
        try (var servers = new Servers("jdbc:sqlite:" + data.resolve("reprise.db"))) {
            var server = servers.in(data);
            server.take();
            var file = data.resolve(name);
            Files.move(file, root.resolve("moved"));
            assertGone(server, data);
            Files.copy(root.resolve("moved"), file);
            assertGone(server, data);
            Files.delete(file);
            Files.move(root.resolve("moved"), file);
            server.lookAtFiles();
            assertThat(server.isHeld()).isTrue();
        }
    }

    /** A commit into the copy would be missing from the database that is put back. */
    @Test
    void noConnectionIsOpenedToAFileThatTookTheDatabasesPlace() throws IOException, SQLException {
        var data = directory("data");
        var url = "jdbc:sqlite:" + data.resolve("reprise.db");
        try (var servers = new Servers(url)) {
            var server = servers.in(data);
            server.take();
            var settings = Servers.settings(url, data);
            var pool = DatabaseByUrl.inPlace(settings.database(), server::hasItsFiles);
            pool.getConnection().close();
            Files.move(data, root.resolve("moved"));
            directory("data");
            // before anybody has looked
            assertThat(server.isHeld()).isTrue();
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("moved, deleted or replaced");
            assertThat(data.resolve("reprise.db")).doesNotExist();
        }
    }

    @Test
    void aServerThatWakesDoesNotTrustWhatItSawBefore() throws IOException {
        try (var servers = new Servers("jdbc:sqlite:" + directory("data").resolve("reprise.db"))) {
            var server = servers.in(directory("data"));
            server.take();
            servers.pass(3);
            assertThat(server.isHeld()).isTrue();
            servers.pass(2);
            assertThat(server.hindrance().orElseThrow().kind()).isEqualTo(Kind.NOT_CONFIRMED);
            server.lookAtFiles();
            assertThat(server.isHeld()).isTrue();
        }
    }

    /** Somebody removed the lock file, and its holder has not looked yet. */
    @Test
    void whoFindsANewLockFileGivesTheOldOnesHolderTimeToNotice() throws IOException {
        var url = "jdbc:sqlite:" + directory("data").resolve("reprise.db");
        try (var servers = new Servers(url)) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
            Files.delete(root.resolve("data/reprise.db.lock"));
            assertThatThrownBy(second::take)
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("reprise.db.lock is new");
            servers.pass(4.5);
            assertThat(first.isHeld()).isFalse();
            assertThatThrownBy(second::take).isInstanceOf(StorageUnavailable.class);
            servers.pass(1);
            second.take();
            assertThat(second.isHeld()).isTrue();
            first.lookAtFiles();
            assertThat(first.isHeld()).isFalse();
        }
    }

    @Test
    void aLockFileThatCannotBeWrittenIsWaitedFor() throws IOException {
        var data = directory("data");
        Files.createDirectory(data.resolve("reprise.lock"));
        try (var servers = new Servers(TestDatabase.SQLITE)) {
            var server = servers.in(data);
            assertThatThrownBy(server::take).isInstanceOf(StorageUnavailable.class);
            Files.delete(data.resolve("reprise.lock"));
            server.take();
            assertThat(server.isHeld()).isTrue();
        }
    }

    @Test
    void theFileSaysWhoHasItAlsoWhenItsWordsWereCutShort() throws IOException {
        assertThat(Holder.parse("").words()).isEqualTo("a process that left no name");
        assertThat(Holder.parse("\\u12").words()).isEqualTo("a process that left no name");
        assertThat(Holder.parse("name=x\nsince=yesterday").words()).isEqualTo("a process that left no name");
        var me = Holder.me("id", Path.of("/srv/räume\\ü=1")).from(java.time.Instant.EPOCH);
        assertThat(Holder.parse(me.text("1"))).isEqualTo(me);
        assertThat(me.words()).contains("/srv/räume\\ü=1, since 1970-01-01T00:00:00Z");
    }

    /** What lies there is no database's: whoever starts next finds it as it is. */
    @Test
    void nothingIsLeftOpen() throws IOException {
        var data = directory("data");
        try (var servers = new Servers("jdbc:sqlite:" + data.resolve("reprise.db"))) {
            servers.in(data).take();
        }
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(OwnedFilesTest::target)).noneMatch(path -> path.startsWith(root.toString()));
        }
        assertThatCode(() -> TestDatabase.delete(data)).doesNotThrowAnyException();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
