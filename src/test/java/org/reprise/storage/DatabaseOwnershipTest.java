package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Hindrance.Kind;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** Who has the database, told by servers that share it. */
class DatabaseOwnershipTest {

    @AfterEach
    void nobodyEndsThisProcess() {
        System.getProperties().remove("reprise.end");
    }

    @ParameterizedTest
    @EnumSource
    void theSecondServerLearnsWhoHasItAndGetsItAsSoonAsItIsGivenBack(TestDatabase database) {
        try (var servers = new Servers(database)) {
            var first = servers.another();
            var second = servers.another();
            assertThat(first.isHeld()).isFalse();
            first.take();
            first.take();
            assertThat(first.isHeld()).isTrue();

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(second::take)
                        .isInstanceOf(HeldByAnother.class)
                        .hasMessageContainingAll(
                                "Another Reprise has this database",
                                "process " + ProcessHandle.current().pid(),
                                " on ",
                                "data directory /",
                                "since 20");
                assertThat(second.isHeld()).isFalse();
            }

            first.release();
            assertThat(first.isHeld()).isFalse();
            second.take();
            assertThat(second.isHeld()).isTrue();
            assertThat(first.hindrance().orElseThrow().kind()).isEqualTo(Kind.NOT_TAKEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoServersInOneDataDirectoryAreTooManyWhateverTheirDatabases(TestDatabase database) {
        var directory = TestDatabase.temporaryDirectory();
        try (var servers = new Servers(database);
                var others = new Servers(database)) {
            var first = servers.in(directory);
            first.take();
            var second = others.in(directory);
            assertThatThrownBy(second::take)
                    .isInstanceOf(HeldByAnother.class)
                    .hasMessageContaining("Another Reprise has this data directory: process ");
            first.release();
            second.take();
            assertThat(second.isHeld()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailedStartNothingIsHeld(TestDatabase database) {
        try (var servers = new Servers(database)) {
            var first = servers.another();
            first.take();
            first.release();
            for (int i = 0; i < 3; i++) {
                var redeployed = servers.another();
                redeployed.take();
                redeployed.release();
            }
            var last = servers.another();
            last.take();
            assertThat(last.isHeld()).isTrue();
        }
    }

    @Test
    void aHolderThatLivesKeepsTheRowHoweverLongOthersWatch() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            for (int i = 0; i < 20; i++) {
                servers.pass(2);
                first.renew();
                first.lookAtFiles();
                assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
                assertThat(first.isHeld()).isTrue();
            }
            assertThat(servers.told).isEmpty();
        }
    }

    @Test
    void aHolderThatIsFrozenHandsNothingOverLongBeforeAnotherOneBegins() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            System.setProperty("reprise.end", "possible");
            double heldFor = 0;
            double takenAfter = 0;
            for (double seconds = 0; !second.isHeld(); seconds += 0.5) {
                assertThat(seconds).isLessThan(20);
                heldFor = first.isHeld() ? seconds : heldFor;
                try {
                    second.take();
                    takenAfter = seconds;
                } catch (HeldByAnother e) {
                    servers.pass(0.5);
                }
            }
            assertThat(heldFor).isLessThan(8);
            assertThat(takenAfter).isBetween(15.0, 16.0);

            // it wakes: nothing of its state has changed yet
            assertThat(first.isHeld()).isFalse();
            first.lookAtFiles();
            assertThat(first.isHeld()).isFalse();
            first.renew();
            assertThat(first.hindrance().orElseThrow().kind()).isEqualTo(Kind.LOST);
            assertThat(first.hindrance().orElseThrow().detail())
                    .contains("has lost its database", "process ", "took it over", "started anew");
            first.renew();
            assertThat(servers.told).hasSize(1).allMatch(event -> event instanceof OwnershipLost);
            assertThat(System.getProperty("reprise.end")).isEqualTo("asked for");
            assertThat(second.isHeld()).isTrue();

            // and what it does at its end takes nothing from the new one
            first.release();
            second.renew();
            assertThat(second.isHeld()).isTrue();
        }
    }

    @Test
    void aHolderThatWasOnlyCutOffGoesOnWhenItIsHeardAgain() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            first.take();
            servers.pass(30);
            assertThat(first.hindrance().orElseThrow().kind()).isEqualTo(Kind.NOT_CONFIRMED);
            first.lookAtFiles();
            assertThat(first.hindrance().orElseThrow().kind()).isEqualTo(Kind.NOT_CONFIRMED);
            first.renew();
            assertThat(first.isHeld()).isTrue();
        }
    }

    @Test
    void whoWaitsCountsOnlyWhatItHasSeen() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
            // the machine that both run on was asleep
            servers.pass(3_600);
            assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
            first.renew();
            first.lookAtFiles();
            assertThat(first.isHeld()).isTrue();
        }
    }

    @Test
    void ofTwoThatWaitOneWins() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            var second = servers.another();
            var third = servers.another();
            first.take();
            for (int i = 0; i < 15; i++) {
                assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
                assertThatThrownBy(third::take).isInstanceOf(HeldByAnother.class);
                servers.pass(1);
            }
            second.take();
            assertThatThrownBy(third::take).isInstanceOf(HeldByAnother.class);
            servers.pass(1);
            assertThatThrownBy(third::take).isInstanceOf(HeldByAnother.class);
            assertThat(second.isHeld()).isTrue();
        }
    }

    @Test
    void whoeverHasTheDeadOnesPlaceNeedNotWait() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var migrating = servers.another();
            migrating.take();
            migrating.release();

            var dead = lease(servers);
            dead.take(holder("dead"), "here", () -> {});
            assertThatThrownBy(() -> lease(servers).take(holder("other"), "there", () -> {}))
                    .isInstanceOf(HeldByAnother.class);
            assertThatThrownBy(() -> lease(servers).take(holder("other"), "", () -> {}))
                    .isInstanceOf(HeldByAnother.class);
            var next = lease(servers);
            next.take(holder("next"), "here", () -> {});
            assertThat(next.isFresh()).isTrue();
            assertThat(dead.renew()).isFalse();
        }
    }

    private static DatabaseLease lease(Servers servers) {
        var settings = Servers.settings(servers.url, TestDatabase.temporaryDirectory());
        return new DatabaseLease(DatabaseByUrl.impatient(settings.database()), TestTime.running());
    }

    private static Holder holder(String process) {
        return new Holder(process, process, java.time.Instant.now());
    }

    @Test
    void aRowThatARestoreTookAwayIsLost() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            first.take();
            sql(servers.url, "drop table server_lease");
            first.renew();
            assertThat(first.hindrance().orElseThrow().kind()).isEqualTo(Kind.LOST);
        }
    }

    @Test
    void aTableThatARestoreEmptiedIsFilled() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            first.take();
            first.release();
            sql(servers.url, "delete from server_lease");
            var second = servers.another();
            second.take();
            assertThat(second.isHeld()).isTrue();
        }
    }

    @Test
    void whoTakesItLooksAtTheSchemaOnceMore() {
        try (var servers = new Servers(TestDatabase.POSTGRESQL)) {
            var first = servers.another();
            first.take();
            var second = servers.another();
            assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
            first.release();
            // meanwhile a newer one was here
            sql(
                    servers.url,
                    "insert into flyway_schema_history values (99, '99', 'to come', 'SQL', 'V99__to_come.sql', 1,"
                            + " 'Reprise 9.9', now(), 1, true)");
            assertThatThrownBy(second::take)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageContainingAll("version 99", "Reprise 9.9");
            assertThat(second.isHeld()).isFalse();
        }
    }

    private static void sql(String url, String statement) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url));
        assertThatCode(() -> Jdbi.create(DatabaseByUrl.of(settings.database()))
                        .useHandle(handle -> handle.execute(statement)))
                .doesNotThrowAnyException();
    }
}
