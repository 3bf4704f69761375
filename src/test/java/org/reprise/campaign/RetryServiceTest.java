package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.delivery.ledger.Retryable;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.Chat;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.Sessions;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

class RetryServiceTest {
    private static final Map<Long, Reason> REFUSED = Map.of(
            1L, Reason.NEVER_WROTE,
            2L, Reason.NEVER_WROTE,
            3L, Reason.UNRECOGNISED,
            4L, Reason.DEACTIVATED,
            5L, Reason.PRIVACY_RESTRICTED,
            6L, Reason.WRITE_FORBIDDEN,
            7L, Reason.BLOCKED);

    private ScriptedTelegram telegram;
    private TestReprise reprise;
    private long id;

    /** Ten recipients: 1 to 7 were refused, 8 to 10 have their message. */
    private void completedWithSevenFailed(TestDatabase database) {
        completed(database, null);
    }

    private void completed(TestDatabase database, Long limit) {
        telegram = new ScriptedTelegram(10).answering(RetryServiceTest::refusing);
        reprise = new TestReprise(database, telegram);
        id = reprise.desk
                .create(limit == null ? aCampaign("Hello") : aCampaign("Hello", limit))
                .id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        telegram.handed.clear();
        telegram.answering(message -> new SendOutcome.Sent());
    }

    private static SendOutcome refusing(OutgoingMessage message) {
        var reason = REFUSED.get(message.recipient());
        return reason == null ? new SendOutcome.Sent() : new SendOutcome.Refused(reason);
    }

    private void write(long... users) {
        var now = Instant.now().plusSeconds(1);
        for (long user : users) {
            var chat = new Chat(user, null, "Person", null, null, "en", now, now);
            reprise.contacts.sync(reprise.desk.find(id).session(), Stream.of(chat));
        }
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thoseWhoseReasonIsOverAreSentToAndNobodyElseIs(TestDatabase database) {
        completedWithSevenFailed(database);
        write(1, 4, 5, 6, 7, 9);
        var retryable = reprise.retries.retryable(id);
        assertThat(retryable.byReason())
                .isEqualTo(Map.of(
                        "NEVER_WROTE", 1L,
                        "UNRECOGNISED", 1L,
                        "DEACTIVATED", 1L,
                        "PRIVACY_RESTRICTED", 1L,
                        "WRITE_FORBIDDEN", 1L,
                        "BLOCKED", 1L));
        assertThat(retryable.obstacles()).isEqualTo(Map.of(Obstacle.SILENT, 1L));
        reprise.retries.retry(id, 6);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 3L, 4L, 5L, 6L, 7L);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 9, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyCountSaysThatTheyFailedNoMore(TestDatabase database) {
        completedWithSevenFailed(database);
        write(1, 2);
        assertThat(reprise.progress.of(id).tally().failed()).isEqualTo(7);
        telegram.holdingReplies();
        reprise.retries.retry(id, 3);
        await("they are written to", () -> telegram.open.size() == 3);
        var expected = new Tally(3, 3, 4, 0);
        assertThat(reprise.ledger.tally(id)).isEqualTo(expected);
        assertThat(reprise.progress.of(id).tally().failed()).isEqualTo(4);
        assertThat(reprise.ledger.page(id, State.FAILED, 0, 100))
                .extracting(delivery -> delivery.userId())
                .containsExactly(4L, 5L, 6L, 7L);
        var counts = new DeliveryCounts(reprise.storage);
        assertThat(counts.byReason(id))
                .extracting(count -> count.reason().stored())
                .containsExactlyInAnyOrder("DEACTIVATED", "PRIVACY_RESTRICTED", "WRITE_FORBIDDEN", "BLOCKED");
        var buckets = counts.inTime(id, 100);
        assertThat(buckets.stream().mapToLong(TimeBucket::failed).sum()).isEqualTo(4);
        assertThat(buckets.stream().mapToLong(TimeBucket::sent).sum()).isEqualTo(3);
        assertThat(reprise.campaigns.activity(id, 1)).singleElement().satisfies(activity -> {
            assertThat(activity.type()).hasToString("retried");
            assertThat(activity.details()).hasToString("3 failed recipients");
        });
        var campaign = reprise.desk.find(id);
        assertThat(campaign.status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(campaign.run()).isEqualTo(2);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoFailsAgainIsCountedAsFailedOnce(TestDatabase database) {
        completedWithSevenFailed(database);
        telegram.answering(RetryServiceTest::refusing);
        reprise.retries.retry(id, 1);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactly(3L);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 3, 7, 0));
        assertThat(reprise.retries.retryable(id).total()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherNumberThanTheOneConfirmedIsRefusedWithTheNumberAsItIs(TestDatabase database) {
        completedWithSevenFailed(database);
        write(1, 2);
        for (long wrong : new long[] {0, 2, 4}) {
            assertThatThrownBy(() -> reprise.retries.retry(id, wrong))
                    .isInstanceOfSatisfying(
                            CampaignRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(CampaignRefused.Code.CONFLICT))
                    .hasMessageContaining("3 failed recipients of campaign " + id)
                    .hasMessageContaining("not " + wrong);
        }
        nothingHappened();
    }

    private void nothingHappened() {
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 3, 7, 0));
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 3, 7, 0));
        assertThat(reprise.campaigns.find(id).orElseThrow().status()).isEqualTo(CampaignStatus.COMPLETED);
        assertThat(reprise.campaigns.activity(id, 1))
                .extracting(Activity::type)
                .containsExactly(ActivityType.COMPLETED);
        assertThat(telegram.handed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whenNobodyCanBeTriedAgainTheRefusalSaysWhy(TestDatabase database) {
        completedWithSevenFailed(database);
        reprise.optOuts.add(1, 1, "STOP");
        reprise.optOuts.add(1, 3, "STOP");
        reprise.optOuts.leaveOut(1, 7, LeftOut.Cause.BLOCKED);
        reprise.optOuts.leaveOut(1, 4, LeftOut.Cause.DEACTIVATED);
        assertThatThrownBy(() -> reprise.retries.retry(id, 1))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("None of the failed recipients of campaign " + id)
                .hasMessageContaining("2 opted out")
                .hasMessageContaining("1 blocked the session")
                .hasMessageContaining("the accounts of 1 are gone")
                .hasMessageContaining("3 did not write");
        nothingHappened();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRunningCampaignIsToBeStoppedFirst(TestDatabase database) {
        completedWithSevenFailed(database);
        telegram.holdingReplies();
        reprise.importCsv(reprise.desk.find(id).session(), "user_id\n11\n");
        reprise.resume(id);
        await("it sends", () -> telegram.open.size() == 1);
        assertThatThrownBy(() -> reprise.retries.retry(id, 1))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("is running; stop it first");
        assertThat(reprise.ledger.tally(id).failed()).isEqualTo(7);
        reprise.desk.stop(id);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.retries.retry(id, 1);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(11L, 3L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionThatCannotSendKeepsEverythingAsItIs(TestDatabase database) {
        completedWithSevenFailed(database);
        var session = reprise.desk.find(id).session();
        new Sessions(reprise.storage, TestTime.running()).change(session.id(), SessionState.LOST, "its token is gone");
        assertThatThrownBy(() -> reprise.retries.retry(id, 1))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("its token is gone");
        nothingHappened();
    }

    /** The room that their release makes is theirs, though others were not written to yet. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void underALimitThoseReleasedComeFirst(TestDatabase database) {
        completed(database, 8L);
        reprise.importCsv(reprise.desk.find(id).session(), "user_id\n11\n12\n");
        write(1, 2, 5);
        reprise.retries.retry(id, 4);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 2L, 3L, 5L);
        assertThat(reprise.ledger.tally(id).attempted()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoOptsOutAfterTheReleaseIsNotWrittenTo(TestDatabase database) {
        completedWithSevenFailed(database);
        write(1, 2);
        var failed = new FailedDeliveries(reprise.storage, Clock.systemUTC()) {
            @Override
            public Retryable release(long campaign, Session session, Targeting targeting, long expected) {
                var released = super.release(campaign, session, targeting, expected);
                reprise.optOuts.add(1, 2, "STOP");
                return released;
            }
        };
        new RetryService(reprise.store, reprise.desk, failed, reprise.audit, reprise::tell).retry(id, 3);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 3L);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 5, 4, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyDecisionsAtOnceOneIsTakenAndNobodyIsWrittenToTwice(TestDatabase database) {
        completedWithSevenFailed(database);
        write(1, 2, 5);
        var taken = new AtomicInteger();
        var all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        try {
                            reprise.retries.retry(id, 4);
                            taken.incrementAndGet();
                        } catch (CampaignRefused e) {
                            assertThat(e.code()).isEqualTo(CampaignRefused.Code.CONFLICT);
                        }
                    },
                    reprise.threads);
        }
        CompletableFuture.allOf(all).join();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(taken).hasValue(1);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 2L, 3L, 5L);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 7, 3, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignThatWasStoppedGoesOnWithTheRestAsWell(TestDatabase database) {
        completedWithSevenFailed(database);
        reprise.importCsv(reprise.desk.find(id).session(), "user_id\n11\n12\n");
        reprise.retries.retry(id, 1);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(3L, 11L, 12L);
    }
}
