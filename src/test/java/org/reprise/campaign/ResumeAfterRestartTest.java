package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import jakarta.ejb.ConcurrentAccessTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.audience.ContactSync;
import org.reprise.delivery.ledger.Tally;
import org.reprise.restore.Confirmation;
import org.reprise.session.SessionCannotSend;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.ImpatientTimer;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

class ResumeAfterRestartTest {
    private static final int PEOPLE = 20;

    private final ScriptedTelegram telegram = new ScriptedTelegram(PEOPLE).holdingReplies();
    private final FlakyDatabase database = new FlakyDatabase(1, 1);
    private final ImpatientTimer timer = new ImpatientTimer();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private TestReprise reprise;
    private long id;

    /** A server that died with everybody in flight, and one that comes after it. */
    private ResumeAfterRestart afterACrash(boolean goesOn) {
        var settings = TestDatabase.settings(Map.of(
                "REPRISE_DB_URL", TestDatabase.SQLITE.url(), "REPRISE_CONTINUE_AFTER_RESTART", String.valueOf(goesOn)));
        try (var first = new TestReprise(settings, telegram)) {
            id = first.desk.create(aCampaign("Hello")).id();
            first.start(id);
            await("all in flight", () -> telegram.open.size() == PEOPLE);
            first.threads.shutdownNow();
        }
        reprise = new TestReprise(settings, telegram, database);
        return new ResumeAfterRestart(
                reprise.campaigns,
                reprise.registry,
                reprise.recovery,
                reprise.engine,
                reprise.store,
                reprise.lostSessions,
                new ContactSync(
                        new Sessions(reprise.storage, TestTime.running()),
                        new Gateways(List.of(telegram), new TestOwnership()),
                        reprise.contacts,
                        told -> {},
                        waiting::add),
                settings,
                reprise.audienceSizes,
                waiting::add,
                timer);
    }

    /** As the start does, step by step. */
    private static void begin(ResumeAfterRestart continuation) {
        continuation.recall();
        continuation.goOn();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        reprise.close();
    }

    /** As an older version stored it, which knew no categories. */
    @Test
    void whatNamesACategoryThatIsNotThereDoesNotGoOn() {
        var continuation = afterACrash(true);
        reprise.storage.write(
                handle -> handle.execute("update campaign set exclude_categories = '[\"vip\"]' where id = ?", id));
        begin(continuation);
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    @Test
    void settlingIsRepeatedUntilTheDatabaseLetsIt() throws Exception {
        begin(afterACrash(false));
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
        database.arm(true);
        waiting.take().run();
        waiting.take().run();
        database.arm(false);
        assertThat(reprise.campaigns.find(id).orElseThrow().tally().claimed()).isEqualTo(PEOPLE);
        waiting.take().run();
        assertThat(reprise.campaigns.find(id).orElseThrow().tally()).isEqualTo(new Tally(0, 0, 0, PEOPLE));
        assertThat(timer.waits).hasSize(2);
    }

    @Test
    void askedAgainItLeavesRunsAloneThatItHasBegun() {
        var continuation = afterACrash(true);
        begin(continuation);
        int run = reprise.campaigns.find(id).orElseThrow().run();
        begin(continuation);
        assertThat(reprise.campaigns.find(id).orElseThrow().run()).isEqualTo(run);
        assertThat(waiting).isEmpty();
    }

    @Test
    void whatIsRunningInStorageAloneRunsAtTheNextLook() {
        var continuation = afterACrash(false);
        begin(continuation);
        telegram.answering(message -> new SendOutcome.Sent());
        database.loseAnswerTo("set account_id");
        assertThatThrownBy(() -> reprise.resume(id)).isInstanceOf(StorageUnavailable.class);
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
        continuation.lookAgain();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    @Test
    void whoseRunEndedAfterItsSessionWasBackIsResumedAtTheNextLook() {
        var continuation = whoseRunEndsAfterItsSessionIsBack();
        continuation.lookAgain();
        assertThat(reprise.desk.find(id).isRunning()).isTrue();
    }

    /** It may be ready and yet not send: Telegram takes it for a sender of spam. */
    @Test
    void whatASessionCannotSendThatIsReadyStaysStopped() {
        var continuation = afterACrash(true);
        somebodyElseWrote();
        begin(continuation);
        sessionIsBack();
        reprise.lostSessions.told(
                new SessionCannotSend(reprise.desk.find(id).session(), SendOutcome.Loss.LIMITED, "PEER_FLOOD"));
        reprise.awaitStatus(id, CampaignStatus.STOPPED);
        continuation.lookAgain();
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    @Test
    void whatSomebodyStoppedIsNotResumedForItsSession() {
        var continuation = whoseRunEndsAfterItsSessionIsBack();
        reprise.desk.stop(id);
        assertThatThrownBy(() -> reprise.desk.resumeLost(id)).isInstanceOf(CampaignRefused.class);
        continuation.lookAgain();
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    @Test
    void whatWasArchivedWaitsForItsSessionNoMore() {
        var continuation = afterACrash(true);
        begin(continuation);
        reprise.engine.sessionLost(id, SendOutcome.Loss.DISCONNECTED, "it is gone");
        reprise.awaitStatus(id, CampaignStatus.STOPPED);
        reprise.desk.archive(id);
        sessionIsBack();
        reprise.desk.unarchive(id);
        continuation.lookAgain();
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    private ResumeAfterRestart whoseRunEndsAfterItsSessionIsBack() {
        var continuation = afterACrash(true);
        somebodyElseWrote();
        begin(continuation);
        sessionIsBack();
        reprise.engine.sessionLost(id, SendOutcome.Loss.DISCONNECTED, "it is gone");
        assertThat(reprise.awaitStatus(id, CampaignStatus.STOPPED).lostItsSession())
                .isTrue();
        return continuation;
    }

    /** The message to them stays unanswered, so the run does not end by itself. */
    private void somebodyElseWrote() {
        var session = new Sessions(reprise.storage, TestTime.running()).all().get(0);
        reprise.importCsv(session, "user_id,last_message_at\n" + (PEOPLE + 1) + ",2026-01-02T00:00:00Z\n");
    }

    private void sessionIsBack() {
        var session = reprise.desk.find(id).session();
        reprise.lostSessions.changed(new SessionStateChanged(new Sessions(reprise.storage, TestTime.running())
                .status(session.id())
                .orElseThrow()));
    }

    @Test
    void aStartThatFailsAfterItsCommitHasItsRunNevertheless() {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        reprise = new TestReprise(settings, telegram);
        var busy = new CampaignRegistry() {
            @Override
            public boolean put(Campaign campaign) {
                throw new ConcurrentAccessTimeoutException();
            }
        };
        var desk = reprise.deskOn(new CampaignStore(reprise.campaigns, busy, reprise::tell));
        id = reprise.desk.create(aCampaign("Hello")).id();
        assertThatThrownBy(() -> desk.start(id, Confirmation.NONE))
                .isInstanceOf(ConcurrentAccessTimeoutException.class);
        await("all in flight", () -> telegram.open.size() == PEOPLE);
    }
}
