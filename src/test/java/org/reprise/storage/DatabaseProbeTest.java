package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.Settings;
import org.reprise.testing.FreezablePostgres;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class DatabaseProbeTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final AtomicInteger begun = new AtomicInteger();

    private DatabaseProbe probe(Settings settings, Storage storage) {
        ThreadFactory counted = work -> {
            begun.incrementAndGet();
            return new Thread(work);
        };
        return new DatabaseProbe(settings, storage, new FreeSpace(settings), counted, null, TestTime.running());
    }

    /** Asks after a second without a write, which would say as much. */
    private static Optional<DatabaseTrouble> ask(DatabaseProbe probe, Storage storage) {
        await("nothing was written for a second", () -> storage.health().sinceWrite() > 1_000_000_000L);
        long before = System.nanoTime();
        var trouble = probe.ask();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TWO_SECONDS);
        return trouble;
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatTakesAWriteIsWell(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var storage = TestDatabase.open(settings);
        var probe = probe(settings, storage);
        assertThat(ask(probe, storage)).isEmpty();
        assertThat(begun).hasValue(1);
        assertThat(storage.<Long>read(handle -> handle.createQuery("select value from counter where name = 'probe'")
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void afterAWriteNobodyHasToAsk(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var storage = TestDatabase.open(settings);
        var probe = probe(settings, storage);
        storage.write(handle -> handle.execute("update counter set value = 7 where name = 'session'"));
        assertThat(probe.ask()).isEmpty();
        assertThat(begun).hasValue(0);
    }

    @Test
    void aProgramThatHoldsSqlitesLockIsNoticedAndItsEndToo() throws Exception {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        var storage = TestDatabase.open(settings);
        var probe = probe(settings, storage);
        try (var other = DatabaseByUrl.of(settings.database()).getConnection()) {
            other.setAutoCommit(false);
            // a slow machine has no answer in time, and the cause a moment later
            assertThat(ask(probe, storage).orElseThrow()).isIn(DatabaseTrouble.LOCKED, DatabaseTrouble.NO_ANSWER);
            await("the cause", () -> probe.known().equals(Optional.of(DatabaseTrouble.LOCKED)));
            other.rollback();
        }
        assertThat(ask(probe, storage)).isEmpty();
    }

    @Test
    void aLongWriteOfOurOwnIsNoTrouble() throws Exception {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        var storage = TestDatabase.open(settings);
        var probe = probe(settings, storage);
        var writes = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var writer = new Thread(() -> storage.write(handle -> {
            handle.execute("update counter set value = 7 where name = 'session'");
            writes.countDown();
            return uninterrupted(done);
        }));
        writer.start();
        writes.await();
        assertThat(ask(probe, storage)).isEmpty();
        done.countDown();
        writer.join();
    }

    /** Its processes all stop, as when a machine is suspended, and no connection is closed. */
    @Test
    void aFrozenPostgresqlIsNoticedInTimeAndNothingPilesUp() throws Exception {
        try (var database = new FreezablePostgres()) {
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
            var storage = TestDatabase.open(settings);
            var probe = probe(settings, storage);
            assertThat(ask(probe, storage)).isEmpty();
            database.freeze();
            try {
                for (int i = 0; i < 20; i++) {
                    assertThat(ask(probe, storage)).contains(DatabaseTrouble.NO_ANSWER);
                }
                // one of before, and one every four seconds
                assertThat(begun).hasValueLessThan(8);
            } finally {
                database.wake();
            }
            await("it answers again", () -> probe.ask().isEmpty());
        }
    }

    @Test
    void aPostgresqlThatIsGoneIsOutOfReachAndFoundAgain() throws Exception {
        var directory = TestDatabase.temporaryDirectory();
        var server = TestDatabase.postgresql().setDataDirectory(directory).setCleanDataDirectory(false);
        var database = server.start();
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url(database)));
        var storage = TestDatabase.open(settings);
        var probe = probe(settings, storage);
        assertThat(ask(probe, storage)).isEmpty();
        database.close();
        assertThat(ask(probe, storage)).contains(DatabaseTrouble.OUT_OF_REACH);
        try (var again = server.setPort(database.getPort()).start()) {
            assertThat(again.getPort()).isEqualTo(database.getPort());
            assertThat(ask(probe, storage)).isEmpty();
        }
    }

    @Test
    void aStandbyTakesNoWrites() throws Exception {
        try (var database = TestDatabase.postgresql().start()) {
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url(database)));
            var storage = TestDatabase.open(settings);
            try (var connection = database.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("alter database postgres set default_transaction_read_only = on");
            }
            assertThat(ask(probe(settings, storage), storage)).contains(DatabaseTrouble.READ_ONLY);
        }
    }

    /**
     * PostgreSQL has no small disk here, so a trigger says what it would. A probe's write may find room all the same.
     */
    @Test
    void aDiskThatIsFullForOthersIsNoticedThoughTheProbeFindsRoom() throws Exception {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.POSTGRESQL.url()));
        var storage = TestDatabase.open(settings);
        storage.write(handle -> handle.execute("create function full_disk() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$"));
        storage.write(handle -> handle.execute(
                "create trigger full_disk before insert on session for each row execute function full_disk()"));
        try {
            storage.write(handle -> handle.execute("insert into session (id) values (1)"));
        } catch (StorageUnavailable e) {
            assertThat(e.trouble()).isEqualTo(DatabaseTrouble.FULL);
        }
        var probe = probe(settings, storage);
        assertThat(ask(probe, storage)).contains(DatabaseTrouble.FULL);
        // a small write that finds room is no end of it, as DatabaseHealthTest says
        storage.write(handle -> handle.execute("update counter set value = 7 where name = 'session'"));
        assertThat(probe.ask()).contains(DatabaseTrouble.FULL);
    }

    @Test
    void sqlitesFullDiskIsNoticed() throws Exception {
        var disk = TestDatabase.temporaryDirectory();
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()));
        try {
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", "jdbc:sqlite:" + disk.resolve("reprise.db")));
            var storage = TestDatabase.open(settings);
            var probe = probe(settings, storage);
            assertThat(ask(probe, storage)).isEmpty();
            fill(disk.resolve("ballast"));
            // until the room is used up that its files have already
            await("it is full", () -> ask(probe, storage).equals(Optional.of(DatabaseTrouble.FULL)));
            Files.delete(disk.resolve("ballast"));
            assertThat(ask(probe, storage)).isEmpty();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void littleRoomInTheDataDirectoryIsNoticed() throws Exception {
        var disk = TestDatabase.temporaryDirectory();
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk.toString()));
        try {
            var space = new FreeSpace(disk);
            space.look();
            assertThat(space.isLow()).isFalse();
            fill(disk.resolve("ballast"));
            space.look();
            assertThat(space.isLow()).isTrue();
            assertThat(space.words()).contains(disk.toString(), "0 MB left");
            Files.delete(disk.resolve("ballast"));
            space.look();
            assertThat(space.isLow()).isFalse();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            // it is full
        }
    }

    private static boolean uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
