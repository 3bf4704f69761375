package org.reprise.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts.ReasonCount;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class DeliveryCountsTest {
    private static final DeliveryReason BLOCKED = new DeliveryReason.Refused(SendOutcome.Reason.BLOCKED);

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private TestReprise reprise;
    private DeliveryCounts counts;
    private long campaign;

    private void running(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(0));
        counts = new DeliveryCounts(reprise.storage);
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.storage.write(handle -> handle.execute(
                "update campaign set status = 'running', run = 1, started_at = ? where id = ?",
                START.toEpochMilli(),
                campaign));
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void reasonsAreCountedByStateAndTheMostFrequentComesFirst(TestDatabase database) {
        running(database);
        record(START, sent(1), failed(2, "BLOCKED"), failed(3, "DEACTIVATED"));
        record(
                START,
                failed(4, "BLOCKED"),
                new Outcome(5, State.UNCERTAIN, new DeliveryReason.Told("timeout"), 1),
                sent(6));
        assertThat(counts.byReason(campaign))
                .containsExactly(
                        new ReasonCount(State.FAILED, BLOCKED, 2),
                        new ReasonCount(State.FAILED, new DeliveryReason.Refused(SendOutcome.Reason.DEACTIVATED), 1),
                        new ReasonCount(State.UNCERTAIN, new DeliveryReason.Told("timeout"), 1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOutcomeThatIsRepeatedIsCountedOnce(TestDatabase database) {
        running(database);
        record(START, sent(1), failed(2, "BLOCKED"));
        reprise.ledger.record(campaign, 1, List.of(sent(1), failed(2, "BLOCKED")));
        assertThat(counts.byReason(campaign)).containsExactly(new ReasonCount(State.FAILED, BLOCKED, 1));
        assertThat(counts.inTime(campaign, 100)).containsExactly(stretch(0, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aYoungCampaignIsSeenBySecondsAnOldOneByLongerStretches(TestDatabase database) {
        running(database);
        record(START.plusMillis(300), sent(1));
        record(START.plusMillis(900), sent(2));
        record(START.plusMillis(1200), sent(3), failed(4, "BLOCKED"));
        record(START.plusSeconds(1_805), sent(5));
        record(START.plusSeconds(1_808), sent(6));
        record(START.plus(Duration.ofHours(30)).plusSeconds(70), sent(7));
        record(START.plus(Duration.ofHours(30)).plusSeconds(590), sent(8));
        assertThat(counts.inTime(campaign, 1_000_000))
                .filteredOn(stretch -> stretch.sent() > 0)
                .containsExactly(stretch(0, 2, 0), stretch(1, 1, 1), stretch(1_800, 2, 0), stretch(30 * 3_600, 2, 0));
    }

    private static TimeBucket stretch(long second, long sent, long failed) {
        return new TimeBucket(START.plusSeconds(second), Duration.ofSeconds(1), sent, failed);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChartGetsAsManyStretchesAsItCanShow(TestDatabase database) {
        running(database);
        for (int second = 0; second < 120; second += 2) {
            record(START.plusSeconds(second), sent(second + 1));
        }
        var shown = counts.inTime(campaign, 10);
        assertThat(shown).hasSizeBetween(9, 12);
        assertThat(shown.stream().mapToLong(TimeBucket::sent).sum()).isEqualTo(60);
        assertThat(counts.inTime(campaign, 1_000)).hasSize(119);
        assertThat(counts.inTime(campaign + 1, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterAWholeRunEveryCountAgreesWithTheLedgersRows(TestDatabase database) {
        reprise = new TestReprise(
                database,
                new ScriptedTelegram(2_000)
                        .answering(message -> message.recipient() % 7 == 0
                                ? new SendOutcome.Refused(SendOutcome.Refused.Reason.BLOCKED)
                                : message.recipient() % 11 == 0
                                        ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                                        : new SendOutcome.Sent()));
        counts = new DeliveryCounts(reprise.storage);
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(campaign);
        var tally = reprise.awaitStatus(campaign, CampaignStatus.COMPLETED).tally();
        assertThat(counts.byReason(campaign))
                .containsExactly(
                        new ReasonCount(State.FAILED, BLOCKED, rows(State.FAILED)),
                        new ReasonCount(
                                State.UNCERTAIN,
                                new DeliveryReason.ReplyLost(SendOutcome.LostReply.NO_REPLY_IN_TIME),
                                rows(State.UNCERTAIN)));
        var inTime = counts.inTime(campaign, 100);
        assertThat(inTime.stream().mapToLong(TimeBucket::sent).sum()).isEqualTo(tally.sent());
        assertThat(inTime.stream().mapToLong(TimeBucket::failed).sum()).isEqualTo(tally.failed());
    }

    private long rows(State state) {
        return reprise.ledger.page(campaign, state, 0, 10_000).size();
    }

    private void record(Instant at, Outcome... outcomes) {
        var ledger = new DeliveryLedger(reprise.storage, reprise.memory, Clock.fixed(at, ZoneOffset.UTC));
        var users = LongStream.of(
                List.of(outcomes).stream().mapToLong(Outcome::userId).toArray());
        ledger.claim(campaign, 1, 1, users.boxed().toList(), at);
        ledger.record(campaign, 1, List.of(outcomes));
    }

    private static Outcome sent(long user) {
        return new Outcome(user, State.SENT, null, 1);
    }

    private static Outcome failed(long user, String reason) {
        return new Outcome(user, State.FAILED, new DeliveryReason.Told(reason), 1);
    }
}
