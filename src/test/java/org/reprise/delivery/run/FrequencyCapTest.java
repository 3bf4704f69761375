package org.reprise.delivery.run;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.FrequencyCap;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.WhyService;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.EligibilityReader;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipient;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class FrequencyCapTest {
    private static final FrequencyCap ONE_A_WEEK = new FrequencyCap(1, 7);

    private ScriptedTelegram telegram;
    private TestReprise reprise;

    private void given(TestDatabase database, ScriptedTelegram gateway) {
        telegram = gateway;
        reprise = new TestReprise(database, gateway);
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    private long started(String text) {
        long id = reprise.desk.create(aCampaign(text)).id();
        reprise.start(id);
        return id;
    }

    private long doneWith200() {
        long id = reprise.desk.create(aCampaign("first", 200)).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        return id;
    }

    private void awaitHeld(long id) {
        await("a campaign that waits for the cap", () -> reprise.progress.of(id).waitingFor() == WaitCause.CAP);
    }

    private Eligibility why(long campaign, long user) {
        return new WhyService(reprise.campaigns, new EligibilityReader(reprise.storage, reprise.recent))
                .why(campaign, user)
                .eligibility();
    }

    /** As if all that was sent had been sent so much earlier. */
    private void later(Duration by) {
        reprise.storage.write(handle -> handle.createUpdate("update delivery set at = at - :by")
                .bind("by", by.toMillis())
                .execute());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoHadAsManyIsHeldBackAndListedAndGetsItWhenTheCapAllows(TestDatabase database) {
        given(database, new ScriptedTelegram(300));
        reprise.cap(ONE_A_WEEK);
        doneWith200();
        var firsts = telegram.recipients().stream().collect(toSet());
        long id = started("second");
        awaitHeld(id);
        var campaign = reprise.campaigns.find(id).orElseThrow();
        assertThat(campaign.tally().sent()).isEqualTo(100);
        assertThat(campaign.status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(campaign.totalRecipients(campaign.tally())).isEqualTo(300);

        var open = new OpenRecipients(reprise.storage, reprise.recent);
        var held = new OpenRecipients.Filter(id, campaign.session(), campaign.targeting(), null, true);
        assertThat(open.page(held, 0, 0, 1_000))
                .extracting(Recipient::userId)
                .containsExactlyInAnyOrderElementsOf(firsts);
        assertThat(open.count(held)).isEqualTo(200);
        assertThat(why(id, firsts.iterator().next()))
                .isInstanceOfSatisfying(
                        Eligibility.Capped.class,
                        capped -> assertThat(capped.until())
                                .isBetween(
                                        Instant.now().plus(Duration.ofDays(6)),
                                        Instant.now().plus(Duration.ofDays(7))));

        reprise.cap(new FrequencyCap(2, 7));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.handed).hasSize(500);
        assertThat(open.count(held)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void itGoesOnByItselfWhenTheMessagesAreOldEnough(TestDatabase database) {
        given(database, new ScriptedTelegram(300));
        reprise.cap(ONE_A_WEEK);
        doneWith200();
        later(Duration.ofDays(7).minusSeconds(20));
        long id = started("second");
        awaitHeld(id);
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(campaign.tally().sent()).isEqualTo(300);
        assertThat(campaign.lifecycle().end()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoCampaignsAtOnceGiveNobodyMoreThanTheCap(TestDatabase database) {
        given(database, new ScriptedTelegram(5_000));
        reprise.cap(ONE_A_WEEK);
        long one = started("one");
        long other = started("other");
        await("two that wait for the cap", () -> LongStream.of(one, other).allMatch(this::isHeldOrDone));
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(5_000);
        assertThat(reprise.ledger.tally(one).sent()
                        + reprise.ledger.tally(other).sent())
                .isEqualTo(5_000);
    }

    private boolean isHeldOrDone(long id) {
        return reprise.progress.of(id).waitingFor() == WaitCause.CAP
                || reprise.campaigns.find(id).orElseThrow().status() == CampaignStatus.COMPLETED;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void fromTheAnswerOnNobodyGetsMoreThanANewCapAllows(TestDatabase database) {
        given(database, new ScriptedTelegram(5_000));
        reprise.awaitStatus(started("one"), CampaignStatus.COMPLETED);
        long other = started("other");
        await("some of the other", () -> telegram.handed.size() > 5_200);
        reprise.cap(ONE_A_WEEK);
        int handed = telegram.handed.size();
        awaitHeld(other);
        assertThat(telegram.handed).hasSize(handed);
        assertThat(reprise.ledger.tally(other).attempted()).isEqualTo(handed - 5_000);
        reprise.desk.stop(other);
        assertThat(why(other, unreached(other))).isInstanceOf(Eligibility.Capped.class);
    }

    private long unreached(long campaign) {
        var reached = new HashSet<>(reprise.ledger.reached(campaign, 0));
        return LongStream.rangeClosed(1, 5_000)
                .filter(user -> !reached.contains(user))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatFailedAndWhatIsSaidOfOtherMeansDoesNotCount(TestDatabase database) {
        given(
                database,
                new ScriptedTelegram(20)
                        .answering(message -> message.recipient() == 7
                                        && message.message().text().equals("first")
                                ? new SendOutcome.Refused(SendOutcome.Reason.NEVER_WROTE)
                                : new SendOutcome.Sent()));
        reprise.cap(ONE_A_WEEK);
        long first = reprise.desk.create(aCampaign("first")).id();
        reprise.recordReached(first, 8);
        reprise.start(first);
        reprise.awaitStatus(first, CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.page(first, State.FAILED, 0, 10)).hasSize(1);
        long id = started("second");
        awaitHeld(id);
        assertThat(reprise.ledger.reached(id, 0)).containsExactly(7L, 8L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLimitThatIsReachedEndsTheCampaignThoughSomeAreHeldBack(TestDatabase database) {
        given(database, new ScriptedTelegram(300));
        reprise.cap(ONE_A_WEEK);
        doneWith200();
        long id = reprise.desk.create(aCampaign("second", 60)).id();
        reprise.start(id);
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(campaign.tally().sent()).isEqualTo(60);
        assertThat(telegram.recipients()).doesNotHaveDuplicates();
    }
}
