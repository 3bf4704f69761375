package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;

class StorageTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void migratesAnEmptyDatabaseAndNumbersFromOne(TestDatabase database) {
        var storage = database.open();
        assertThat(nextCampaign(storage)).isEqualTo(1);
        assertThat(nextCampaign(storage)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFailedWriteLeavesNothing(TestDatabase database) {
        var storage = database.open();
        assertThatThrownBy(() -> storage.write(handle -> {
                    Storage.nextId(handle, "campaign");
                    throw new IllegalStateException("half-way");
                }))
                .hasMessage("half-way");
        assertThat(storage.<List<Long>>read(
                        handle -> handle.createQuery("select value from counter where name = 'campaign'")
                                .mapTo(Long.class)
                                .list()))
                .containsExactly(0L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pairsAreATableOfIdsWithTheirNumbers(TestDatabase database) {
        var pairs = new HashMap<Long, OptionalLong>();
        LongStream.rangeClosed(1, 2_000).forEach(id -> pairs.put(id, OptionalLong.of(-id)));
        pairs.put(Long.MAX_VALUE, OptionalLong.of(Long.MIN_VALUE));
        pairs.put(2_001L, OptionalLong.empty());
        for (var some : List.of(pairs, Map.of(5L, OptionalLong.empty()), Map.of(5L, OptionalLong.of(6)))) {
            var read = database.open()
                    .<Map<Long, OptionalLong>>read(handle -> handle.createQuery(
                                    "select pair.id, pair.number from <each_pair>")
                            .bind("pairs", new IdPairs(some))
                            .reduceRows(new HashMap<>(), (all, row) -> {
                                var number = row.getColumn("number", Long.class);
                                all.put(
                                        row.getColumn("id", Long.class),
                                        number == null ? OptionalLong.empty() : OptionalLong.of(number));
                                return all;
                            }));
            assertThat(read).isEqualTo(some);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoMayHaveLostTheDatabaseWritesNothingInto(TestDatabase database) {
        var ownership = new TestOwnership();
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var storage = TestDatabase.open(settings, new FlakyDatabase(0, 0), ownership);
        for (var kind : Hindrance.Kind.values()) {
            ownership.hinder(kind);
            assertThatThrownBy(() -> nextCampaign(storage))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("A test wants it so");
            assertThat(storage.<Long>read(StorageTest::lastCampaign)).isZero();
        }
        ownership.giveBack();
        assertThat(nextCampaign(storage)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aWriteWithinAWriteIsDoneWithItOrNotAtAll(TestDatabase database) {
        var storage = database.open();
        assertThatThrownBy(() -> storage.write(handle -> {
                    storage.writeHoweverLong(same -> Storage.nextId(same, "campaign"));
                    assertThat(nextCampaign(storage)).isEqualTo(2);
                    throw new IllegalStateException("half-way");
                }))
                .hasMessage("half-way");
        assertThat(storage.<Long>read(StorageTest::lastCampaign)).isZero();
        storage.write(handle -> storage.write(same -> Storage.nextId(same, "campaign")));
        assertThat(storage.<Long>read(StorageTest::lastCampaign)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsReadAtOneMomentDoesNotSeeWhatIsWrittenMeanwhile(TestDatabase database) {
        var storage = database.open();
        var seen = storage.atOneMoment(() -> {
            long before = storage.read(StorageTest::lastCampaign);
            var written =
                    CompletableFuture.supplyAsync(() -> nextCampaign(storage)).join();
            return List.of(before, written, storage.<Long>read(StorageTest::lastCampaign));
        });
        assertThat(seen).containsExactly(0L, 1L, 0L);
        assertThat(storage.<Long>read(StorageTest::lastCampaign)).isEqualTo(1);
        assertThat(nextCampaign(storage)).isEqualTo(2);
    }

    @Test
    void whatMayTakeLongIsNotBrokenOffAndOnlyThat() {
        var url = TestDatabase.POSTGRESQL.url() + "&options=-c%20statement_timeout%3D500ms&socketTimeout=1";
        var storage = TestDatabase.unmigrated(TestDatabase.settings(Map.of("REPRISE_DB_URL", url)));
        assertThatThrownBy(() -> storage.write(handle -> handle.execute("select pg_sleep(2)")))
                .isInstanceOf(StorageUnavailable.class);
        storage.read(handle -> {
            storage.writeHoweverLong(same -> same.execute("select pg_sleep(2)"));
            assertThatCode(() -> assertThat(handle.getConnection().getNetworkTimeout())
                            .isEqualTo(1_000))
                    .doesNotThrowAnyException();
            return assertThat(handle.createQuery("show statement_timeout")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo("500ms");
        });
    }

    private static long lastCampaign(Handle handle) {
        return handle.createQuery("select value from counter where name = 'campaign'")
                .mapTo(Long.class)
                .one();
    }

    private static long nextCampaign(Storage storage) {
        return storage.write(handle -> Storage.nextId(handle, "campaign"));
    }
}
