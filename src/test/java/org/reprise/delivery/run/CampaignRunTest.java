package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.report.DeliveryLog;
import org.reprise.session.SessionLanes;
import org.reprise.storage.Hindrance;
import org.reprise.storage.OwnershipLost;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

class CampaignRunTest {
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

    private long started(org.reprise.campaign.CampaignDraft draft) {
        long id = reprise.desk.create(draft).id();
        reprise.start(id);
        return id;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everybodyGetsTheMessageOnce(TestDatabase database) {
        given(database, new ScriptedTelegram(5000));
        long id = started(aCampaign("Hello"));
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(5000);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 5000, 0, 0));
        assertThat(campaign.totalRecipients(campaign.tally())).isEqualTo(5000);
        assertThat(reprise.progress.of(id).tally()).isEqualTo(campaign.tally());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whileAnotherServerMayHaveTheDatabaseNobodyIsClaimedOrWrittenToAndThenItGoesOn(TestDatabase database) {
        given(database, new ScriptedTelegram(20_000));
        long id = started(aCampaign("Hello"));
        await("some messages", () -> telegram.handed.size() > 500);
        reprise.ownership.hinder(Hindrance.Kind.NOT_CONFIRMED);
        await("a run that waits", () -> reprise.progress.of(id).waitingFor() == WaitCause.DATABASE);
        int handed = telegram.handed.size();
        var tally = reprise.ledger.tally(id);
        int refusals = reprise.ownership.refusals();
        await("more tries", () -> reprise.ownership.refusals() > refusals + 2);
        assertThat(telegram.handed).hasSize(handed);
        assertThat(reprise.ledger.tally(id)).isEqualTo(tally);

        reprise.ownership.giveBack();
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(20_000);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 20_000, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aServerThatLostTheDatabaseEndsItsRunsWithoutATrace(TestDatabase database) {
        given(database, new ScriptedTelegram(20_000));
        long id = started(aCampaign("Hello"));
        await("some messages", () -> telegram.handed.size() > 500);
        reprise.ownership.hinder(Hindrance.Kind.LOST);
        var lost = new OwnershipLost(reprise.ownership.hindrance().orElseThrow());
        reprise.engine.lost(lost);
        int refusals = reprise.ownership.refusals();
        await("what it was writing is written, and nothing more", () -> reprise.ownership.refusals() > refusals);
        int handed = telegram.handed.size();
        var tally = reprise.ledger.tally(id);
        // what its storage does after that is another one's
        reprise.engine.shutDown(Duration.ofSeconds(60));
        assertThat(telegram.handed).hasSize(handed);
        assertThat(reprise.ledger.tally(id)).isEqualTo(tally);
        assertThat(reprise.campaigns.find(id).orElseThrow().isRunning()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterAnEditReturnsNoMessageLeavesWithTheOldText(TestDatabase database) {
        given(database, new ScriptedTelegram(20_000));
        long id = started(aCampaign("text 1"));
        var edits = new ArrayList<Long>();
        for (int revision = 2; revision <= 6; revision++) {
            int before = telegram.handed.size();
            await("some more messages", () -> telegram.handed.size() > before + 500);
            reprise.desk.update(id, CampaignEdits.ofText("text " + revision));
            edits.add(System.nanoTime());
        }
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(20_000);
        for (var handed : telegram.handed) {
            long oldest = 1 + edits.stream().filter(at -> at < handed.nanos()).count();
            assertThat(Integer.parseInt(handed.message().text().substring(5))).isGreaterThanOrEqualTo((int) oldest);
        }
        assertThat(telegram.handed).last().extracting(h -> h.message().text()).isEqualTo("text 6");
        assertThat(reprise.campaigns.revisions(id)).allMatch(revision -> revision.sentCount() >= 500);
        assertRevisionsMatchTexts(id);
    }

    private void assertRevisionsMatchTexts(long id) {
        var carried = new ConcurrentHashMap<Long, Integer>();
        reprise.ledger.page(id, State.SENT, 0, 100_000).forEach(d -> carried.put(d.userId(), d.revision()));
        for (var handed : telegram.handed) {
            assertThat("text " + carried.get(handed.message().recipient()))
                    .isEqualTo(handed.message().text());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterAStopReturnsNothingMoreIsHandedOverAndUnsentClaimsAreFree(TestDatabase database) {
        given(database, new ScriptedTelegram(100_000));
        long id = started(aCampaign("Hello"));
        for (int round = 0; round < 5; round++) {
            int before = telegram.handed.size();
            await("some more messages", () -> telegram.handed.size() > before + 1000);
            reprise.desk.stop(id);
            int atStop = telegram.handed.size();
            await("every reply is recorded", () -> reprise.ledger.tally(id).claimed() == 0);
            assertThat(telegram.handed).hasSize(atStop);
            assertThat(reprise.ledger.tally(id).sent()).isEqualTo(atStop);
            reprise.resume(id);
        }
        reprise.desk.stop(id);
        assertThat(telegram.recipients()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyClientsAtOnceNeverMakeADuplicateNorLoseAnybody(TestDatabase database) throws Exception {
        given(database, new ScriptedTelegram(30_000));
        long id = started(aCampaign("text 1"));
        var clients = Executors.newFixedThreadPool(8);
        var working = new ArrayList<Future<?>>();
        for (int client = 0; client < 8; client++) {
            var random = new Random(client);
            working.add(clients.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    disturb(id, random);
                }
            }));
        }
        for (var each : working) {
            each.get();
        }
        clients.shutdown();
        reprise.desk.stop(id);
        reprise.desk.update(id, CampaignEdits.ofLimit(null));
        reprise.resume(id);
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(30_000);
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 30_000, 0, 0));
    }

    private void disturb(long id, Random random) {
        try {
            switch (random.nextInt(5)) {
                case 0 -> reprise.desk.stop(id);
                case 1, 2 -> reprise.resume(id);
                case 3 -> reprise.desk.update(id, CampaignEdits.ofText("text " + random.nextInt(1000)));
                default -> reprise.desk.update(id, CampaignEdits.ofLimit(1 + random.nextLong(30_000)));
            }
        } catch (CampaignRefused e) {
            assertThat(e.code()).isEqualTo(CampaignRefused.Code.CONFLICT);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofTwoResumesOneWins(TestDatabase database) throws Exception {
        given(database, new ScriptedTelegram(50));
        telegram.holdingReplies();
        long id = started(aCampaign("Hello"));
        reprise.desk.stop(id);
        var clients = Executors.newFixedThreadPool(16);
        Callable<Boolean> resume = () -> reprise.resume(id).isRunning();
        var resumes = clients.invokeAll(Collections.nCopies(16, resume));
        long won = resumes.stream().filter(CampaignRunTest::succeeded).count();
        clients.shutdown();
        assertThat(won).isEqualTo(1);
        assertThat(reprise.desk.find(id).run()).isEqualTo(2);
    }

    private static boolean succeeded(Future<Boolean> result) {
        try {
            return result.get();
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(CampaignRefused.class).hasMessageContaining("already running");
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLimitHoldsForLifeAndRaisingItGoesOnWithTheNext(TestDatabase database) {
        given(
                database,
                new ScriptedTelegram(1000)
                        .answering(message -> message.recipient() % 3 == 0
                                ? new SendOutcome.Refused(SendOutcome.Reason.BLOCKED)
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello", 5));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactly(1L, 2L, 3L, 4L, 5L);
        reprise.desk.update(id, CampaignEdits.ofLimit(10L));
        reprise.resume(id);
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(campaign.tally()).isEqualTo(new Tally(0, 7, 3, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void loweringTheLimitBelowWhatWasAttemptedEndsTheCampaignAtOnce(TestDatabase database) {
        given(database, new ScriptedTelegram(1_000_000 / 10));
        long id = started(aCampaign("Hello"));
        await("a thousand messages", () -> telegram.handed.size() > 1000);
        reprise.desk.update(id, CampaignEdits.ofLimit(10L));
        int handed = telegram.handed.size();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.handed).hasSize(handed);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, handed, 0, 0));
    }

    @Test
    void aThrottlePausesTheSessionAndTheRecipientKeepsItsPlace() {
        var throttled = new HashSet<Long>();
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(20)
                        .answering(message -> message.recipient() == 7 && throttled.add(7L)
                                ? new SendOutcome.Throttled(Duration.ofMillis(2500), WaitCause.FLOOD_WAIT)
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        await(
                "the wait is told",
                () -> WaitCause.FLOOD_WAIT.equals(reprise.progress.of(id).waitingFor()));
        int beforeThePause = telegram.handed.size();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var handed = List.copyOf(telegram.handed);
        var first = handed.get(beforeThePause);
        assertThat(first.message().recipient()).isEqualTo(7);
        assertThat(first.nanos() - handed.get(beforeThePause - 1).nanos())
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(2500));
        assertThat(telegram.recipients().stream().filter(r -> r == 7)).hasSize(2);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 20, 0, 0));
        assertThat(reprise.progress.of(id).waitingFor()).isNull();
    }

    @Test
    void thatNothingGetsThroughIsToldAndStaysToldUntilSomethingDoes() {
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(3)
                        .answering(
                                message -> new SendOutcome.Unreachable(Duration.ofMillis(300), WaitCause.CATCHING_UP)));
        long id = started(
                CampaignDrafts.aCampaign("Hello").pace(Duration.ofMillis(500)).draft());
        await(
                "the cause is told",
                () -> WaitCause.CATCHING_UP.equals(reprise.progress.of(id).waitingFor()));
        int tries = telegram.handed.size();
        await("more is tried", () -> {
            assertThat(reprise.progress.of(id).waitingFor()).isEqualTo(WaitCause.CATCHING_UP);
            return telegram.handed.size() > tries + 3;
        });
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(reprise.progress.of(id).waitingFor()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLimitBelowWhatWasAttemptedCompletesAtOnceWhateverTheRunWaitsFor(TestDatabase database) {
        given(database, new ScriptedTelegram(20));
        long id = started(
                CampaignDrafts.aCampaign("Hello").pace(Duration.ofSeconds(59)).draft());
        await("one is sent", () -> reprise.ledger.tally(id).sent() == 1);
        await("it waits", () -> WaitCause.PACE.equals(reprise.progress.of(id).waitingFor()));
        long lowered = System.nanoTime();
        reprise.desk.update(id, CampaignEdits.ofLimit(1L));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(Duration.ofNanos(System.nanoTime() - lowered)).isLessThan(Duration.ofSeconds(20));
        assertThat(telegram.recipients()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLastOfTwoQuickChangesOfTheLimitHolds(TestDatabase database) {
        given(database, new ScriptedTelegram(20));
        long id = started(
                CampaignDrafts.aCampaign("Hello").pace(Duration.ofSeconds(59)).draft());
        await("one is sent", () -> reprise.ledger.tally(id).sent() == 1);
        for (int i = 0; i < 20; i++) {
            reprise.desk.update(id, CampaignEdits.ofLimit(10L + i));
        }
        reprise.desk.update(id, CampaignEdits.ofLimit(1L));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterAStopMemoryHoldsNoClaimThatStorageDoesNot(TestDatabase database) {
        given(database, new ScriptedTelegram(2000).atRate(500));
        long id = started(aCampaign("Hello"));
        for (int i = 1; i <= 5; i++) {
            int sent = i * 20;
            await("some are sent", () -> reprise.progress.of(id).tally().sent() >= sent);
            reprise.desk.stop(id);
            await("nothing is on its way", () -> reprise.ledger.tally(id).claimed() == 0);
            await("memory knows", () -> reprise.progress.of(id).tally().equals(reprise.ledger.tally(id)));
            reprise.resume(id);
        }
    }

    @Test
    void aStopDuringAFloodWaitIsImmediateAndFreesTheRecipient() {
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(20)
                        .answering(message -> new SendOutcome.Throttled(Duration.ofHours(1), WaitCause.FLOOD_WAIT)));
        long id = started(aCampaign("Hello"));
        await(
                "the wait is told",
                () -> WaitCause.FLOOD_WAIT.equals(reprise.progress.of(id).waitingFor()));
        reprise.desk.stop(id);
        await("nothing claimed", () -> reprise.ledger.tally(id).equals(Tally.NOTHING));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whomTelegramRefusesInUnknownWordsIsTriedAgainOnceTheMessageIsMended(TestDatabase database) {
        given(
                database,
                new ScriptedTelegram(20)
                        .answering(message -> message.text().equals("Hello") && message.recipient() > 4
                                ? new SendOutcome.Refused(SendOutcome.Reason.UNRECOGNISED, "Bad Request: NEW_RULE")
                                : new SendOutcome.Sent()));
        long id = started(
                CampaignDrafts.aCampaign("Hello").pace(Duration.ofMillis(20)).draft());
        var failed = reprise.awaitStatus(id, CampaignStatus.FAILED);
        assertThat(failed.error().toString()).contains("Bad Request: NEW_RULE");
        await("nothing is left in hand", () -> reprise.ledger.tally(id).equals(new Tally(0, 4, 0, 0)));
        assertThat(reprise.progress.of(id).tally()).isEqualTo(new Tally(0, 4, 0, 0));
        reprise.desk.update(id, CampaignEdits.ofText("Mended"));
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 20, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void oneUnknownRefusalIsTheRecipientsAndKeepsTelegramsWords(TestDatabase database) {
        given(
                database,
                new ScriptedTelegram(20)
                        .answering(message -> message.recipient() == 4
                                ? new SendOutcome.Refused(SendOutcome.Reason.UNRECOGNISED, "Bad Request: NEW_RULE")
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(new DeliveryLog(reprise.storage).page(id, DeliveryLog.Place.NEWEST, 20))
                .filteredOn(line -> line.state() == State.FAILED)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.reason().stored()).isEqualTo("UNRECOGNISED");
                    assertThat(line.words()).isEqualTo("Bad Request: NEW_RULE");
                });
    }

    @Test
    void anAttachmentThatCannotBeFetchedOnceIsTriedAgainAndCostsNobody() {
        var once = new HashSet<Long>();
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(20)
                        .answering(message -> message.recipient() == 9 && once.add(9L)
                                ? new SendOutcome.NotTaken(
                                        WaitCause.ATTACHMENT_NOT_FETCHED, "failed to get HTTP URL content")
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 20, 0, 0));
        assertThat(telegram.recipients()).hasSize(21);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPauseIsWrittenDownAndHoldsForTheNextProcess(TestDatabase database) {
        given(
                database,
                new ScriptedTelegram(20)
                        .answering(message -> new SendOutcome.Throttled(Duration.ofDays(1), WaitCause.FLOOD_WAIT)));
        long id = started(aCampaign("Hello"));
        await(
                "the wait is told",
                () -> WaitCause.FLOOD_WAIT.equals(reprise.progress.of(id).waitingFor()));
        int before = telegram.handed.size();
        var session = reprise.desk.find(id).session();
        var next = new SessionLanes(
                new Gateways(List.of(telegram), new TestOwnership()),
                new Sessions(reprise.storage, TestTime.running()),
                TimeSource.of(Clock.systemUTC()));
        assertThat(next.of(session).pause(System.nanoTime())).hasValueSatisfying(pause -> {
            assertThat(pause.cause()).isEqualTo(WaitCause.FLOOD_WAIT);
            assertThat(pause.left()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
        });
        assertThat(telegram.handed).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOutageCostsAHandfulOfPeopleAndEverybodyElseIsReached(TestDatabase database) {
        var outage = new AtomicBoolean(true);
        given(
                database,
                new ScriptedTelegram(300)
                        .atRate(200)
                        .answering(message -> outage.get()
                                ? new SendOutcome.Unknown(SendOutcome.LostReply.TELEGRAM_FAILED_INSIDE)
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        await(
                "it is told",
                () -> WaitCause.DOUBTFUL_ANSWERS.equals(reprise.progress.of(id).waitingFor()));
        assertThat(reprise.progress.of(id).waitingSince()).isNotNull();
        outage.set(false);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var tally = reprise.ledger.tally(id);
        assertThat(tally.uncertain()).isBetween(3L, 10L);
        assertThat(tally.sent()).isEqualTo(300 - tally.uncertain());
        assertThat(telegram.recipients()).doesNotHaveDuplicates();
        assertThat(reprise.progress.of(id).waitingFor()).isNull();
        assertThat(new Sessions(reprise.storage, TestTime.running())
                        .pause(reprise.desk.find(id).session().id()))
                .isEmpty();
    }

    @Test
    void anUnknownOutcomeIsUncertainAndNeverSentAgain() {
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(10)
                        .answering(message -> message.recipient() == 3
                                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(10).doesNotHaveDuplicates();
        assertThat(reprise.ledger.page(id, State.UNCERTAIN, 0, 10))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.reason().words()).isEqualTo("no reply in time"));
    }

    @Test
    void aLostSessionStopsTheCampaignWithTheReasonAndBlamesNobody() {
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(10).answering(message -> new SendOutcome.SessionLost("the token was revoked")));
        long id = started(aCampaign("Hello"));
        var campaign = reprise.awaitStatus(id, CampaignStatus.STOPPED);
        assertThat(campaign.error().toString()).contains("the token was revoked");
        await("nothing claimed", () -> reprise.ledger.tally(id).equals(Tally.NOTHING));
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(id);
        assertThat(reprise.awaitStatus(id, CampaignStatus.COMPLETED).tally().sent())
                .isEqualTo(10);
    }

    @Test
    void aRejectedMessageFailsTheCampaignAndBlamesNobody() {
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(10).answering(message -> new SendOutcome.MessageRejected("can't parse entities")));
        long id = started(aCampaign("Hello"));
        var campaign = reprise.awaitStatus(id, CampaignStatus.FAILED);
        assertThat(campaign.error().toString()).contains("can't parse entities");
        await("nothing claimed", () -> reprise.ledger.tally(id).equals(Tally.NOTHING));
    }

    @Test
    void whoOptsOutMidwayIsNotWrittenTo() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(3000).atRate(2000));
        long id = started(aCampaign("Hello"));
        await("a hundred messages", () -> telegram.handed.size() > 100);
        reprise.optOuts.add(1, 2999, "STOP");
        var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(2999).doesNotContain(2999L);
        assertThat(campaign.totalRecipients(campaign.tally())).isEqualTo(2999);
    }

    @Test
    void whoOptsOutIsTakenBackFromWhereverTheirMessageWaits() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        started(aCampaign("Hello", 5));
        await("five in flight", () -> telegram.open.size() == 5);
        reprise.optOuts.add(1, 3, "STOP");
        assertThat(telegram.recalls).hasValue(1);
    }

    @Test
    void anEditedLimitThatOnlyOpenRepliesFillCompletesNothing() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello", 5));
        await("five in flight", () -> telegram.open.size() == 5);
        reprise.desk.stop(id);
        assertThat(reprise.desk.update(id, CampaignEdits.ofLimit(4L)).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    @Test
    void whoOptsOutWhenTheLimitIsReachedMakesRoomForAnother() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10));
        telegram.answering(message -> {
            if (telegram.handed.size() == 1) {
                reprise.optOuts.add(1, 5, "STOP");
            }
            return new SendOutcome.Sent();
        });
        long id = started(aCampaign("Hello", 5));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 6L);
    }

    @Test
    void whoComesMidwayIsReachedWhereverTheirIdLies() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(3000).atRate(3000));
        reprise.sessions.forImport("demo");
        var people = new ScriptedTelegram(3000);
        var session = reprise.sessions.find("demo").orElseThrow();
        reprise.contacts.sync(session, people.chats(session).filter(chat -> chat.userId() % 2 == 0));
        long id = started(aCampaign("Hello"));
        await("a thousand messages", () -> telegram.handed.size() > 1000);
        reprise.contacts.sync(session, people.chats(session).filter(chat -> chat.userId() % 2 == 1));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(3000).doesNotHaveDuplicates();
    }

    /** As when an operator slows a session down while a run of it waits for its turn at the database. */
    @Test
    void aPaceThatChangesBetweenTwoLooksAtItLosesNobody() {
        var dice = new Random(1);
        var fastOrSlow = new ScriptedTelegram(3000).atRate(() -> dice.nextBoolean() ? 4000 : 400);
        given(TestDatabase.SQLITE, fastOrSlow);
        long id = started(aCampaign("Hello"));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(3000).doesNotHaveDuplicates();
    }

    @Test
    void repliesThatComeAfterAStopAreRecorded() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello"));
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.stop(id);
        assertThat(reprise.ledger.tally(id).claimed()).isEqualTo(10);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        await("ten sent", () -> reprise.ledger.tally(id).equals(new Tally(0, 10, 0, 0)));
    }

    @Test
    void anEditIsAnsweredOnceAllThatHasTheOldTextHasArrived() throws Exception {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello"));
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.stop(id);
        var old = List.copyOf(telegram.open);
        reprise.resume(id);
        var repliedBefore = new CompletableFuture<Boolean>();
        var editor = new Thread(() -> {
            reprise.desk.update(id, CampaignEdits.ofText("Hello again"));
            repliedBefore.complete(old.stream().allMatch(CompletableFuture::isDone));
        });
        editor.start();
        await("the edit waits for them", () -> editor.getState() == Thread.State.TIMED_WAITING);
        old.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        assertThat(repliedBefore.get()).isTrue();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
    }

    /** TDLib may hold one through a flood wait. */
    @Test
    @Timeout(50)
    void whatCannotBeTakenBackKeepsAnOperatorWaitingForAMomentOnly() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies().takingNothingBack());
        long id = started(aCampaign("Hello"));
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.update(id, CampaignEdits.ofText("Hello again"));
        reprise.desk.stop(id);
        assertThat(reprise.ledger.tally(id).claimed()).isEqualTo(10);
        telegram.open.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        await("ten sent", () -> reprise.ledger.tally(id).equals(new Tally(0, 10, 0, 0)));
    }

    @Test
    void aResumeWaitsForRepliesOfTheOlderRunBeforeItCompletes() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello"));
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.stop(id);
        var old = List.copyOf(telegram.open);
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(id);
        // one of them never arrived: whoever resumes must meet that recipient again
        old.get(4).complete(new SendOutcome.Throttled(Duration.ZERO, WaitCause.FLOOD_WAIT));
        old.forEach(reply -> reply.complete(new SendOutcome.Sent()));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 10, 0, 0));
        assertThat(telegram.recipients()).hasSize(11);
    }

    @Test
    void whoIsGivenBackByAnOlderRunWhileTheNextWalksIsNotLost() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello", 10));
        await("ten open replies", () -> telegram.open.size() == 10);
        reprise.desk.stop(id);
        var old = List.copyOf(telegram.open);
        reprise.resume(id);
        telegram.answering(message -> new SendOutcome.Sent());
        old.forEach(reply -> reply.complete(new SendOutcome.Throttled(Duration.ZERO, WaitCause.FLOOD_WAIT)));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 10, 0, 0));
    }

    @Test
    void whoOptsOutDuringAFloodWaitIsNotWrittenToAfterIt() {
        var throttled = new HashSet<Long>();
        given(
                TestDatabase.SQLITE,
                new ScriptedTelegram(20)
                        .answering(message -> throttled.add(0L)
                                ? new SendOutcome.Throttled(Duration.ofMillis(2500), WaitCause.FLOOD_WAIT)
                                : new SendOutcome.Sent()));
        long id = started(aCampaign("Hello"));
        await(
                "nobody is claimed through the wait",
                () -> !throttled.isEmpty() && reprise.ledger.tally(id).claimed() == 0);
        reprise.optOuts.add(1, 15, "STOP");
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotContain(15L);
        assertThat(reprise.ledger.tally(id).attempted()).isEqualTo(19);
    }

    @Test
    void aGatewayThatThrowsLeavesDoubtAndEndsTheRun() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(20).answering(message -> {
                    throw new IllegalStateException("broken on purpose");
                }));
        long id = started(aCampaign("Hello"));
        reprise.awaitStatus(id, CampaignStatus.FAILED);
        await("one is in doubt", () -> reprise.ledger.tally(id).equals(new Tally(0, 0, 0, 1)));
    }

    @Test
    void aStartOfARunningCampaignIsRefused() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(10).holdingReplies());
        long id = started(aCampaign("Hello"));
        assertThatThrownBy(() -> reprise.start(id)).hasMessage("Campaign is already running");
        assertThatThrownBy(() -> reprise.execute(id, aCampaign("other"))).hasMessage("Campaign is already running");
        assertThat(reprise.desk.find(id).message().text()).isEqualTo("Hello");
    }

    @Test
    void thePaceKeepsMessagesApart() {
        given(TestDatabase.SQLITE, new ScriptedTelegram(5));
        long id = started(
                CampaignDrafts.aCampaign("Hello").pace(Duration.ofMillis(200)).draft());
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var times = telegram.handed.stream().map(ScriptedTelegram.Handed::nanos).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(200_000_000L - 1_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoOptsOutIsNotWrittenToEvenIfAlreadyClaimed(TestDatabase database) {
        // a second's window holds people who are claimed and wait for their turn
        given(database, new ScriptedTelegram(2_000).atRate(400));
        long id = started(aCampaign("Hello"));
        for (int round = 0; round < 20; round++) {
            int before = telegram.handed.size();
            await("some more messages", () -> telegram.handed.size() > before + 10);
            long next = telegram.handed.size() + 2;
            reprise.optOuts.add(1, next, "STOP");
            boolean wasWritten = telegram.recipients().contains(next);
            await("some more messages", () -> telegram.handed.size() > next + 5);
            assertThat(telegram.recipients().contains(next)).isEqualTo(wasWritten);
        }
        reprise.optOuts.remove(1, 1_999);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates();
        assertThat(reprise.ledger.tally(id).claimed()).isZero();
        assertThat(reprise.ledger.tally(id).sent()).isEqualTo(telegram.handed.size());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoOptsOutAndBackInWhileTheCampaignRunsGetsTheMessageOnce(TestDatabase database) {
        given(database, new ScriptedTelegram(500).atRate(500));
        long id = started(aCampaign("Hello"));
        reprise.optOuts.add(1, 400, "STOP");
        reprise.optOuts.remove(1, 400);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(500);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoCampaignsOfASessionNeverWriteInOneChatAtOnceNorWithinASecond(TestDatabase database) {
        given(database, new ScriptedTelegram(300));
        long first = started(aCampaign("first"));
        long second = started(aCampaign("second"));
        reprise.awaitStatus(first, CampaignStatus.COMPLETED);
        reprise.awaitStatus(second, CampaignStatus.COMPLETED);
        var last = new HashMap<Long, Long>();
        assertThat(telegram.handed).hasSize(600).allSatisfy(handed -> {
            var before = last.put(handed.message().recipient(), handed.nanos());
            assertThat(before == null || handed.nanos() - before >= 999_000_000L)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLostSessionStopsItsCampaignWithTheReasonAndKeepsNobodyClaimed(TestDatabase database) {
        given(database, new ScriptedTelegram(5_000).atRate(500));
        long id = started(aCampaign("Hello"));
        await("some messages", () -> telegram.handed.size() > 100);
        reprise.engine.sessionLost(id, SendOutcome.Loss.DISCONNECTED, "revoked");
        var stopped = reprise.awaitStatus(id, CampaignStatus.STOPPED);
        assertThat(stopped.error().toString()).contains("revoked");
        await("claims are free", () -> reprise.ledger.tally(id).claimed() == 0);
        reprise.resume(id);
        await("more messages", () -> telegram.handed.size() > 300);
        reprise.desk.stop(id);
        assertThat(telegram.recipients()).doesNotHaveDuplicates();
    }
}
