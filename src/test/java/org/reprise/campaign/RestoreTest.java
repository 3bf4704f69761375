package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.LocalizedMessage;
import org.reprise.Settings;
import org.reprise.campaign.CampaignService.Replacing;
import org.reprise.restore.Confirmation;
import org.reprise.restore.Doubt;
import org.reprise.restore.Notice;
import org.reprise.restore.Reason;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.RestorableDatabase;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What a start makes of databases that did not live on, on both databases. */
class RestoreTest {
    private static final int PEOPLE = 30;

    private final ScriptedTelegram telegram = new ScriptedTelegram(PEOPLE);
    private RestorableDatabase database;
    private Settings settings;
    private TestReprise reprise;
    private long id;

    /** Ten of the campaign's people were reached when the backup was made, twenty are after it. */
    private void reachMoreThanTheBackupKnows(TestDatabase kind) {
        database = RestorableDatabase.of(kind);
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        start();
        id = reprise.desk.create(aCampaign("Hello", 10)).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        stop();
        database.backUp();
        start();
        raiseLimit(20);
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        stop();
    }

    private void raiseLimit(long to) {
        reprise.desk.update(id, CampaignEdits.ofLimit(to));
    }

    private void start() {
        reprise = new TestReprise(settings, telegram);
    }

    private void restart() {
        stop();
        start();
    }

    @AfterEach
    void stop() {
        if (reprise != null) {
            reprise.close();
            reprise = null;
        }
    }

    private Optional<Reason> notice() {
        return reprise.maybeReached.notice().map(Notice::reason);
    }

    private List<Doubt> doubts() {
        return reprise.maybeReached.all();
    }

    @ParameterizedTest
    @EnumSource
    void aStartAfterAStartOrACrashFindsNothing(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        start();
        assertThat(notice()).isEmpty();
        assertThat(doubts()).isEmpty();
        restart();
        assertThat(notice()).isEmpty();
        stop();
        forgetTheClaimsOfTheLastSeconds();
        start();
        assertThat(doubts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredOneIsToldByExactlyWhoItLacksAndAsks(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        database.restore();
        start();
        assertThat(notice()).contains(Reason.OLDER);
        assertThat(doubts()).containsExactly(new Doubt(id, 10L));

        int handed = telegram.handed.size();
        assertThatThrownBy(() -> reprise.resume(id)).hasMessageContaining("up to 10 people");
        assertThatThrownBy(() -> reprise.start(id)).hasMessageContaining("up to 10 people");
        assertThatThrownBy(() -> reprise.desk.execute(id, aCampaign("Hello"), Replacing.ASKED_FOR, Confirmation.NONE))
                .hasMessageContaining("up to 10 people");
        assertThatThrownBy(() -> reprise.desk.resume(id, Confirmation.of(9)))
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refused -> assertThat(refused.doubt()).contains(new Doubt(id, 10L)));
        assertThatThrownBy(() -> reprise.desk.resume(id, Confirmation.UNKNOWN_NUMBER))
                .isInstanceOf(CampaignRefused.class);
        // neither by itself nor by an edit
        raiseLimit(30);
        restart();
        assertThat(notice()).contains(Reason.OLDER);
        assertThat(telegram.handed).hasSize(handed);

        reprise.desk.resume(id, Confirmation.of(10));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(doubts()).isEmpty();
        assertThat(reprise.campaigns.activity(id, 10)).anySatisfy(activity -> {
            assertThat(activity.type()).hasToString("resumed");
            assertThat(activity.details())
                    .isEqualTo(LocalizedMessage.of("activity.confirmed", new java.math.BigDecimal(10)));
        });
        // the notice stands until the database is accepted
        assertThat(notice()).contains(Reason.OLDER);
        assertThatThrownBy(() -> reprise.desk.resume(id, Confirmation.of(10)))
                .hasMessageContaining("leave confirm_maybe_reached out");
        restart();
        assertThat(doubts()).isEmpty();
        // nobody is left, so it may have ended again by the time it is read
        assertThat(reprise.resume(id).run()).isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource
    void theSameBackupRestoredAgainIsFoundAgain(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        database.restore();
        start();
        reprise.desk.resume(id, Confirmation.of(10));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, 10L));
        accept();
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, 10L));
    }

    private void accept() {
        new RestoreService(reprise.maybeReached, reprise.campaigns, reprise.audit, reprise.caller)
                .accept(doubts().size());
        assertThat(notice()).isEmpty();
        assertThat(doubts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void acceptedAsAWholeItAsksNoMoreButOnlyForTheNumberThatHolds(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        database.restore();
        start();
        assertThatThrownBy(
                        () -> new RestoreService(reprise.maybeReached, reprise.campaigns, reprise.audit, reprise.caller)
                                .accept(0))
                .hasMessage("1 campaigns wait for a decision, not 0. Look again.");
        assertThat(doubts()).hasSize(1);
        accept();
        assertThat(reprise.campaigns.activity(id, 1).get(0).type()).hasToString("accepted");
        reprise.resume(id);
        restart();
        assertThat(notice()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCopyThatLacksNobodyIsToldAndAsksForNothing(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        database.backUp();
        database.restore();
        start();
        assertThat(notice()).contains(Reason.REPLACED);
        assertThat(doubts()).isEmpty();
        raiseLimit(25);
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        restart();
        accept();
    }

    @ParameterizedTest
    @EnumSource
    void whatRanAndWhatWaitedForItsSessionIsStoppedAndStaysSo(TestDatabase kind) {
        database = RestorableDatabase.of(kind);
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        telegram.holdingReplies();
        start();
        long running = reprise.desk.create(aCampaign("Running")).id();
        long lost = reprise.desk
                .create(CampaignDrafts.aCampaign("Lost").on("other").draft())
                .id();
        reprise.start(running);
        reprise.start(lost);
        TestReprise.await("all in flight", () -> telegram.open.size() == 2 * PEOPLE);
        reprise.engine.sessionLost(lost, SendOutcome.Loss.DISCONNECTED, "it is gone");
        reprise.awaitStatus(lost, CampaignStatus.STOPPED);
        reprise.threads.shutdownNow();
        stop();
        database.backUp();
        database.restore();
        int handed = telegram.handed.size();
        start();
        for (long each : new long[] {running, lost}) {
            var campaign = reprise.campaigns.find(each).orElseThrow();
            assertThat(campaign.status()).isEqualTo(CampaignStatus.STOPPED);
            assertThat(campaign.error()).isEqualTo(LocalizedMessage.of("ended.restored"));
            assertThat(campaign.lostItsSession()).isFalse();
            assertThat(reprise.campaigns.activity(each, 1).get(0).type()).hasToString("restored");
            assertThatThrownBy(() -> reprise.desk.resumeLost(each)).isInstanceOf(CampaignRefused.class);
        }
        assertThat(telegram.handed).hasSize(handed);
    }

    @ParameterizedTest
    @EnumSource
    void aCampaignThatIsNotInItIsAskedForAndItsNumberIsNotGivenOut(TestDatabase kind) {
        database = RestorableDatabase.of(kind);
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        start();
        stop();
        database.backUp();
        start();
        id = reprise.desk.create(aCampaign("Hello", 5)).id();
        long draft = reprise.desk.create(aCampaign("Draft")).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, 5L));
        assertThat(reprise.desk.create(aCampaign("New")).id()).isGreaterThan(draft);
        assertThatThrownBy(() -> reprise.execute(id, aCampaign("Hello", 5))).hasMessageContaining("up to 5 people");
        assertThat(reprise.campaigns.find(id)).isEmpty();

        reprise.desk.execute(id, aCampaign("Hello", 5), Replacing.REFUSED, Confirmation.of(5));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(doubts()).isEmpty();
        restart();
        assertThat(doubts()).isEmpty();
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, 10L));
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsMemoryNobodyKnowsTheNumber(TestDatabase kind) throws IOException {
        reachMoreThanTheBackupKnows(kind);
        Files.delete(memoryFile());
        start();
        assertThat(notice()).contains(Reason.ELSEWHERE);
        assertThat(doubts()).containsExactly(new Doubt(id, null));
        assertThatThrownBy(() -> reprise.resume(id)).hasMessageContaining("an unknown number of people");
        // which campaigns were lost, nobody knows either
        assertThatThrownBy(() -> reprise.execute(77, aCampaign("Hello")))
                .hasMessageContaining("an unknown number of people");
        assertThatThrownBy(() -> reprise.desk.execute(77, aCampaign("Hello"), Replacing.REFUSED, Confirmation.of(1)))
                .isInstanceOf(CampaignRefused.class);
        assertThat(reprise.desk
                        .execute(77, aCampaign("Hello"), Replacing.REFUSED, Confirmation.UNKNOWN_NUMBER)
                        .isRunning())
                .isTrue();
        assertThat(reprise.desk.create(aCampaign("New")).id()).isNotEqualTo(77);
        restart();
        assertThat(doubts()).containsExactly(new Doubt(id, null));
        accept();
        assertThat(reprise.execute(78, aCampaign("Hello")).isRunning()).isTrue();
        reprise.resume(id);
    }

    @ParameterizedTest
    @EnumSource
    void aTornMemoryIsNone(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        overwrite(memoryFile(), new byte[] {1, 2, 3});
        start();
        assertThat(notice()).contains(Reason.ELSEWHERE);
        restart();
        assertThat(doubts()).containsExactly(new Doubt(id, null));
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseOfAnotherInstallationComesFromElsewhere(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        var ours = settings;
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", kind.url()));
        start();
        long theirs = reprise.execute(5, aCampaign("Theirs", 3)).id();
        reprise.awaitStatus(theirs, CampaignStatus.COMPLETED);
        stop();
        var url = settings.database().url();
        settings = inDirectoryOf(ours, url);
        start();
        assertThat(notice()).contains(Reason.ELSEWHERE);
        assertThat(doubts()).containsExactlyInAnyOrder(new Doubt(theirs, null), new Doubt(id, 20L));
        stop();
        // back with the right one everything is as it was
        settings = ours;
        start();
        assertThat(notice()).isEmpty();
        assertThat(reprise.desk.find(id).tally().sent()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseWhereAnotherOneSentIsTold(TestDatabase kind) {
        reachMoreThanTheBackupKnows(kind);
        var ours = settings;
        settings = inDirectoryOf(ours, kind.url());
        start();
        assertThat(notice()).contains(Reason.EMPTY);
        assertThatThrownBy(() -> reprise.execute(id, aCampaign("Hello"))).hasMessageContaining("up to 20 people");
        assertThat(reprise.execute(99, aCampaign("Hello")).isRunning()).isTrue();
        accept();
        assertThat(reprise.execute(id, aCampaign("Hello")).isRunning()).isTrue();
        stop();
        settings = ours;
        start();
        assertThat(notice()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWasReachedByOtherMeansIsRememberedToo(TestDatabase kind) {
        database = RestorableDatabase.of(kind);
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        start();
        id = reprise.desk.create(aCampaign("Hello")).id();
        stop();
        database.backUp();
        start();
        reprise.recordReached(id, 7);
        reprise.recordReached(id, 7);
        reprise.recordReached(id, 8);
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, 2L));
    }

    /** Claims that are given back count all the same: nobody can say which of them were handed over. */
    @ParameterizedTest
    @EnumSource
    void claimsOnlyRise(TestDatabase kind) {
        database = RestorableDatabase.of(kind);
        settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        telegram.holdingReplies();
        start();
        id = reprise.desk.create(aCampaign("Hello")).id();
        stop();
        database.backUp();
        start();
        var run = reprise.start(id).run();
        TestReprise.await("all in flight", () -> telegram.open.size() == PEOPLE);
        reprise.threads.shutdownNow();
        reprise.ledger.release(id, run, List.of(1L, 2L));
        stop();
        database.restore();
        start();
        assertThat(doubts()).containsExactly(new Doubt(id, (long) PEOPLE));
    }

    /** A start that dies while it finds leaves it to be found again, whichever way it died. */
    @ParameterizedTest
    @EnumSource
    void aStartThatDiesOnTheWayFindsTheSameAgain(TestDatabase kind) throws IOException {
        reachMoreThanTheBackupKnows(kind);
        for (var statement : List.of(
                "insert into installation",
                "update installation\n   set notice",
                "set claims = :claims",
                "insert into maybe_reached",
                "insert into activity",
                "update installation set memory")) {
            database.restore();
            var faults = new FlakyDatabase(1, 0);
            faults.failOnceAt(statement.replace(":claims", "?"));
            assertThatThrownBy(() -> new TestReprise(settings, telegram, faults))
                    .as(statement)
                    .isInstanceOf(StorageUnavailable.class);
            start();
            assertThat(notice()).as(statement).contains(Reason.OLDER);
            assertThat(doubts()).as(statement).containsExactly(new Doubt(id, 10L));
            stop();
        }
        database.restore();
        // between the transaction and the new memory
        var inTheWay = Path.of(memoryFile() + ".new");
        Files.createFile(Files.createDirectory(inTheWay).resolve("full"));
        assertThatThrownBy(this::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(settings.dataDir().toString());
        TestDatabase.delete(inTheWay);
        start();
        assertThat(notice()).contains(Reason.OLDER);
        assertThat(doubts()).containsExactly(new Doubt(id, 10L));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstStartAfterTheUpgradeGoesOnAlsoWhenItDiedHalfWay(TestDatabase kind) throws IOException {
        reachMoreThanTheBackupKnows(kind);
        Files.delete(memoryFile());
        start();
        reprise.storage.write(handle -> handle.execute("delete from installation"));
        stop();
        Files.delete(memoryFile());
        var faults = new FlakyDatabase(1, 0);
        faults.failOnceAt("update installation set memory");
        assertThatThrownBy(() -> new TestReprise(settings, telegram, faults)).isInstanceOf(StorageUnavailable.class);
        start();
        assertThat(notice()).isEmpty();
        restart();
        assertThat(notice()).isEmpty();
    }

    private static Settings inDirectoryOf(Settings other, String url) {
        return TestDatabase.settings(Map.of(
                "REPRISE_DB_URL", url, "REPRISE_DATA_DIR", other.dataDir().toString()));
    }

    private Path memoryFile() {
        try (var files = Files.newDirectoryStream(settings.dataDir(), "ledger-*.memory")) {
            return files.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a power cut would. */
    private void forgetTheClaimsOfTheLastSeconds() {
        try {
            var bytes = Files.readAllBytes(memoryFile());
            int claims = 4096 + 8;
            assertThat(ByteBuffer.wrap(bytes).getLong(claims)).isEqualTo(20);
            overwrite(memoryFile(), ByteBuffer.wrap(bytes).putLong(claims, 13).array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file stays the same one. */
    private static void overwrite(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
