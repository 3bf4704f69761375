package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What was never started can be changed wholly, and taken away. */
class DraftsTest {
    private static final Targeting LATE = Targeting.EVERYBODY.with(
            TimeCriterion.CHAT_START, new Bound(Instant.parse("2030-01-01T00:00:00Z"), Side.AFTER));

    private final ScriptedTelegram telegram = new ScriptedTelegram(5).holdingReplies();
    private TestReprise reprise;

    private long draft(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        return reprise.desk.create(aCampaign("Hello")).id();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDraftIsGoneWithAllThatWasWrittenInItAndItsIdIsNotGivenOutAgain(TestDatabase database) {
        long id = draft(database);
        reprise.desk.update(id, edit(null, LATE));
        reprise.desk.delete(id, null);
        assertRefused(CampaignRefused.Code.UNKNOWN, () -> reprise.desk.find(id));
        assertRefused(CampaignRefused.Code.UNKNOWN, () -> reprise.desk.delete(id, null));
        assertThat(reprise.campaigns.revisions(id)).isEmpty();
        assertThat(reprise.campaigns.activity(id, 10)).isEmpty();
        assertThat(reprise.registry.find(id)).isEmpty();
        assertThat(reprise.desk.create(aCampaign("Next")).id()).isGreaterThan(id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDeletedDraftIsNoReasonToTakeTheDatabaseForAnOlderOne(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        reprise = new TestReprise(settings, new ScriptedTelegram(5));
        long id = reprise.desk.create(aCampaign("Hello")).id();
        reprise.desk.update(id, edit(null, LATE));
        reprise.desk.delete(id, null);
        reprise.close();
        reprise = new TestReprise(settings, new ScriptedTelegram(5));
        assertThat(reprise.maybeReached.notice()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aClientMayCreateItAnewAndAnOlderStateOfItNeverComesBack(TestDatabase database) {
        long id = draft(database);
        var before = reprise.desk.find(id);
        reprise.desk.delete(id, null);
        reprise.registry.put(before);
        assertThat(reprise.registry.find(id)).isEmpty();
        reprise.execute(id, aCampaign("Anew"));
        assertThat(reprise.registry.find(id))
                .get()
                .extracting(campaign -> campaign.message().text())
                .isEqualTo("Anew");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasStartedOrReachedAnybodyIsKept(TestDatabase database) {
        long started = draft(database);
        reprise.start(started);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.desk.delete(started, null));
        reprise.desk.stop(started);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.desk.delete(started, null));
        long reached = reprise.desk.create(aCampaign("Hello")).id();
        reprise.recordReached(reached, 77);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.desk.delete(reached, null));
        assertThat(reprise.campaigns.revisions(reached)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoSawAnOlderVersionDeletesNothing(TestDatabase database) {
        long id = draft(database);
        int seen = reprise.desk.find(id).version();
        reprise.desk.update(id, edit(null, LATE));
        assertRefused(CampaignRefused.Code.STALE, () -> reprise.desk.delete(id, seen));
        assertThat(reprise.desk.find(id).targeting()).isEqualTo(LATE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void audienceAndSenderAreChangedWhileItDoesNotRunAndCountedAnew(TestDatabase database) {
        long id = draft(database);
        long all = reprise.desk.find(id).audienceSize();
        reprise.desk.update(id, edit(null, LATE));
        assertThat(reprise.desk.find(id).audienceSize()).isZero();
        reprise.importCsv(reprise.sessions.forImport("other"), "user_id\n1\n2\n");
        reprise.desk.update(id, edit("other", Targeting.EVERYBODY));
        assertThat(reprise.desk.find(id)).satisfies(campaign -> {
            assertThat(campaign.session().name()).isEqualTo("other");
            assertThat(campaign.audienceSize()).isEqualTo(2).isNotEqualTo(all);
        });
        assertThat(reprise.campaigns.activity(id, 1).get(0).details()).hasToString("session other, recipients");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRunningCampaignForOthersGoesOnWithANewRunAndForTheSameOnesNothingChanges(TestDatabase database) {
        long id = draft(database);
        var running = reprise.start(id);
        TestReprise.await("all in flight", () -> telegram.open.size() == 5);
        var same = reprise.desk.update(id, edit(null, running.targeting()));
        assertThat(same.version()).isEqualTo(running.version());
        assertThat(same.run()).isEqualTo(running.run());
        var others = reprise.desk.update(id, edit(null, LATE));
        assertThat(others.isRunning()).isTrue();
        assertThat(others.run()).isEqualTo(running.run() + 1);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        assertThat(reprise.awaitStatus(id, CampaignStatus.COMPLETED).targeting())
                .isEqualTo(LATE);
        assertThat(telegram.handed).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDraftThatSavesItselfStaysItsFirstRevisionAndIsOnRecordOnce(TestDatabase database) {
        long id = draft(database);
        int version = reprise.desk.find(id).version();
        reprise.desk.update(id, CampaignEdits.ofText("Hello a").ifDraft());
        var written = reprise.desk.update(
                id, CampaignEdits.ofText("Hello all").ifDraft().goingOn(true));
        assertThat(written.version()).isEqualTo(version + 2);
        assertThat(written.message().text()).isEqualTo("Hello all");
        assertThat(reprise.campaigns.revisions(id))
                .singleElement()
                .satisfies(revision -> assertThat(revision.message().text()).isEqualTo("Hello all"));
        assertThat(reprise.campaigns.activity(id, 10)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsWrittenIntoADraftThatWasStartedIsRefused(TestDatabase database) {
        long id = draft(database);
        reprise.start(id);
        var edit = CampaignEdits.ofText("half wri").ifDraft().goingOn(true);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.desk.update(id, edit));
        assertThat(reprise.desk.find(id).message().text()).isEqualTo("Hello");
    }

    private static CampaignEdit edit(String session, Targeting targeting) {
        return CampaignEdit.NOTHING.session(session).targeting(TargetingEdit.to(targeting));
    }

    private static void assertRefused(CampaignRefused.Code code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
