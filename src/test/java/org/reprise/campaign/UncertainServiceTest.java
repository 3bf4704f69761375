package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.ledger.UncertainDeliveries;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class UncertainServiceTest {
    private ScriptedTelegram telegram;
    private TestReprise reprise;
    private long id;

    /** Ten recipients, of whom 3, 6 and 9 are uncertain. */
    private void completedWithThreeUncertain(TestDatabase database) {
        telegram = new ScriptedTelegram(10).answering(UncertainServiceTest::silentToEachThird);
        reprise = new TestReprise(database, telegram);
        id = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    private static SendOutcome silentToEachThird(OutgoingMessage message) {
        return message.recipient() % 3 == 0
                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                : new SendOutcome.Sent();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void countedAsSentTheyAreSentInEveryCount(TestDatabase database) {
        completedWithThreeUncertain(database);
        assertThat(reprise.uncertain.countAsSent(id, 3)).isEqualTo(new Tally(0, 10, 0, 0));
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 10, 0, 0));
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 10, 0, 0));
        assertThat(reprise.ledger.page(id, State.SENT, 0, 100)).hasSize(10);
        assertThat(reprise.campaigns.revisions(id).get(0).sentCount()).isEqualTo(10);
        assertThat(new DeliveryCounts(reprise.storage).byReason(id))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.state()).isEqualTo(State.SENT);
                    assertThat(count.deliveries()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theyAreDecidedOneByOne(TestDatabase database) {
        completedWithThreeUncertain(database);
        assertThat(reprise.uncertain.countOneAsSent(id, 3)).isEqualTo(new Tally(0, 8, 0, 2));
        assertThat(reprise.uncertain.sendOneAgain(id, 6)).isEqualTo(new Tally(0, 8, 0, 1));
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 8, 0, 1));
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.STOPPED);
        assertThat(new DeliveryCounts(reprise.storage).byReason(id))
                .filteredOn(count -> count.state() == State.UNCERTAIN)
                .singleElement()
                .satisfies(count -> assertThat(count.deliveries()).isEqualTo(1));
        for (long decided : new long[] {1, 3, 6}) {
            assertThatThrownBy(() -> reprise.uncertain.countOneAsSent(id, decided))
                    .isInstanceOf(CampaignRefused.class);
            assertThatThrownBy(() -> reprise.uncertain.sendOneAgain(id, decided))
                    .isInstanceOf(CampaignRefused.class);
        }
        telegram.handed.clear();
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactly(6L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void releasedTheyAndOnlyTheyAreMessagedByTheNextRun(TestDatabase database) {
        completedWithThreeUncertain(database);
        assertThat(reprise.uncertain.sendAgain(id, 3)).isEqualTo(new Tally(0, 7, 0, 0));
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 7, 0, 0));
        assertThat(reprise.desk.find(id).tally()).isEqualTo(new Tally(0, 7, 0, 0));
        assertThat(new DeliveryCounts(reprise.storage).byReason(id)).isEmpty();
        telegram.handed.clear();
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(3L, 6L, 9L);
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 10, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignWhoseRecipientsWereReleasedIsNotCompletedButWaitsForItsResume(TestDatabase database) {
        completedWithThreeUncertain(database);
        reprise.uncertain.sendAgain(id, 3);
        for (var campaign :
                List.of(reprise.desk.find(id), reprise.campaigns.find(id).orElseThrow())) {
            assertThat(campaign.status()).isEqualTo(CampaignStatus.STOPPED);
            assertThat(campaign.times().completedAt()).isNull();
            assertThat(campaign.totalRecipients(campaign.tally())).isEqualTo(10);
            assertThat(campaign.error())
                    .hasToString("Uncertain recipients who wait to be sent to again: 3. Resume the campaign.");
        }
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(id);
        assertThat(reprise.awaitStatus(id, CampaignStatus.COMPLETED).error()).isNull();
    }

    /** The room that their release makes is theirs, though others were not written to yet. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void underALimitThoseReleasedComeFirst(TestDatabase database) {
        telegram = new ScriptedTelegram(10).answering(UncertainServiceTest::silentToEachThird);
        reprise = new TestReprise(database, telegram);
        id = reprise.desk.create(aCampaign("Hello", 7)).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        telegram.handed.clear();
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.uncertain.sendAgain(id, 2);
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(3L, 6L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignWhoseRecipientsWereCountedAsSentStaysCompleted(TestDatabase database) {
        completedWithThreeUncertain(database);
        reprise.uncertain.countAsSent(id, 3);
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachDecisionIsNotedWithItsNumber(TestDatabase database) {
        completedWithThreeUncertain(database);
        reprise.uncertain.sendAgain(id, 3);
        assertThat(reprise.campaigns.activity(id, 1)).singleElement().satisfies(activity -> {
            assertThat(activity.type()).hasToString("released");
            assertThat(activity.details()).hasToString("3 uncertain recipients");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherNumberThanTheOneConfirmedIsRefusedAndNothingChanges(TestDatabase database) {
        completedWithThreeUncertain(database);
        assertThatThrownBy(() -> reprise.uncertain.countAsSent(id, 2))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("has 3 uncertain recipients, not 2");
        assertThatThrownBy(() -> reprise.uncertain.sendAgain(id, 4)).isInstanceOf(CampaignRefused.class);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 7, 0, 3));
        assertThat(reprise.campaigns.activity(id, 1))
                .extracting(Activity::type)
                .containsExactly(ActivityType.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDecisionWhoseAnswerWasLostIsToldWhenItIsRepeated(TestDatabase database) {
        completedWithThreeUncertain(database);
        assertThat(reprise.progress.of(id).tally().uncertain()).isEqualTo(3);
        new UncertainDeliveries(reprise.storage, reprise.audit, Clock.systemUTC()).countAsSent(id, 3);
        assertThatThrownBy(() -> reprise.uncertain.countAsSent(id, 3))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("has 0 uncertain recipients, not 3");
        assertThat(reprise.registry.find(id).orElseThrow().tally()).isEqualTo(new Tally(0, 10, 0, 0));
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 10, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyIsReleasedUnderARunningCampaign(TestDatabase database) {
        completedWithThreeUncertain(database);
        telegram.holdingReplies();
        reprise.importCsv(reprise.desk.find(id).session(), "user_id\n11\n");
        reprise.resume(id);
        assertThatThrownBy(() -> reprise.uncertain.sendAgain(id, 3))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("is running");
        assertThat(reprise.uncertain.countAsSent(id, 3).uncertain()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyDecisionsAtOnceOneIsTaken(TestDatabase database) {
        completedWithThreeUncertain(database);
        var taken = new AtomicInteger();
        var all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            boolean again = i % 2 == 0;
            all[i] = CompletableFuture.runAsync(() -> decide(again, taken), reprise.threads);
        }
        CompletableFuture.allOf(all).join();
        assertThat(taken).hasValue(1);
        assertThat(reprise.ledger.tally(id).uncertain()).isZero();
    }

    private void decide(boolean again, AtomicInteger taken) {
        try {
            if (again) {
                reprise.uncertain.sendAgain(id, 3);
            } else {
                reprise.uncertain.countAsSent(id, 3);
            }
            taken.incrementAndGet();
        } catch (CampaignRefused e) {
            assertThat(e.code()).isEqualTo(CampaignRefused.Code.CONFLICT);
        }
    }
}
