package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.Tally;
import org.reprise.session.SessionLane;
import org.reprise.session.SessionLanes;
import org.reprise.storage.Hindrance;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** How a run begins and winds down; what it does between is CampaignRunTest's. */
class RunLifeTest {
    private static final SendOutcome A_DAY = new SendOutcome.Throttled(Duration.ofDays(1), WaitCause.FLOOD_WAIT);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPauseThatIsAskedForAfterAStopHoldsForTheNextProcess(TestDatabase database) {
        var telegram = new ScriptedTelegram(10).holdingReplies();
        try (var reprise = new TestReprise(database, telegram)) {
            long id = stoppedWithTenOpenReplies(reprise, telegram);
            telegram.open.remove().complete(A_DAY);
            telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
            await("the run's end", () -> !reprise.engine.has(id, 1));
            assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 9, 0, 0));
            assertThatTheNextProcessPauses(reprise, telegram, id);
        }
    }

    /** A crash meanwhile would forget it, and replies may be slow. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thePauseIsWrittenDownBeforeTheOtherRepliesHaveCome(TestDatabase database) {
        var telegram = new ScriptedTelegram(10).holdingReplies();
        try (var reprise = new TestReprise(database, telegram)) {
            long id = stoppedWithTenOpenReplies(reprise, telegram);
            telegram.open.remove().complete(A_DAY);
            await(
                    "the pause in storage",
                    () -> pauseInStorage(reprise, telegram, id).isPresent());
            assertThat(reprise.engine.has(id, 1)).isTrue();
            telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
            await("the run's end", () -> !reprise.engine.has(id, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thePauseIsWrittenDownOnceStorageIsBackInReach(TestDatabase database) {
        var telegram = new ScriptedTelegram(10).holdingReplies();
        try (var reprise = new TestReprise(database, telegram)) {
            long id = stoppedWithTenOpenReplies(reprise, telegram);
            reprise.ownership.hinder(Hindrance.Kind.NOT_CONFIRMED);
            int refusals = reprise.ownership.refusals();
            telegram.open.remove().complete(A_DAY);
            telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
            await("tries", () -> reprise.ownership.refusals() > refusals + 1);
            reprise.ownership.giveBack();
            await("the run's end", () -> !reprise.engine.has(id, 1));
            assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 9, 0, 0));
            assertThatTheNextProcessPauses(reprise, telegram, id);
        }
    }

    /** The session'''s pause is read before the first claim. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRunThatCannotBeginForAMistakeFailsTheCampaignWithItsId(TestDatabase database) {
        var telegram = new ScriptedTelegram(3).answering(message -> new SendOutcome.Sent());
        try (var reprise = new TestReprise(database, telegram)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            rename(reprise, "paused_until", "misspelt");
            reprise.start(id);
            var failed = reprise.awaitStatus(id, CampaignStatus.FAILED);
            assertThat(failed.lifecycle().end().kind()).isEqualTo(EndCause.Kind.STORAGE_BROKEN);
            assertThat(telegram.handed).isEmpty();
            await("the run's end", () -> !reprise.engine.has(id, failed.run()));
            rename(reprise, "misspelt", "paused_until");
            reprise.resume(id);
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            assertThat(telegram.recipients()).containsExactly(1L, 2L, 3L);
        }
    }

    private static long stoppedWithTenOpenReplies(TestReprise reprise, ScriptedTelegram telegram) {
        long id = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(id);
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.stop(id);
        return id;
    }

    private static void assertThatTheNextProcessPauses(TestReprise reprise, ScriptedTelegram telegram, long id) {
        assertThat(pauseInStorage(reprise, telegram, id)).hasValueSatisfying(pause -> {
            assertThat(pause.cause()).isEqualTo(WaitCause.FLOOD_WAIT);
            assertThat(pause.left()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
        });
    }

    /** What lanes that were made anew read of it. */
    private static Optional<SessionLane.Pause> pauseInStorage(TestReprise reprise, ScriptedTelegram telegram, long id) {
        var lanes = new SessionLanes(
                new Gateways(List.of(telegram), new TestOwnership()),
                new Sessions(reprise.storage, TestTime.running()),
                TimeSource.of(Clock.systemUTC()));
        return lanes.of(reprise.desk.find(id).session()).pause(System.nanoTime());
    }

    private static void rename(TestReprise reprise, String from, String to) {
        reprise.storage.write(handle -> handle.execute("alter table session rename column " + from + " to " + to));
    }
}
