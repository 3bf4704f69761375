package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Tally;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** A database that fails at any statement, before or after a commit, makes no duplicate and loses nobody. */
class FlakyDatabaseTest {
    private static final int PEOPLE = 4000;

    @ParameterizedTest
    @CsvSource({"SQLITE, 1", "SQLITE, 2", "SQLITE, 3", "POSTGRESQL, 4", "POSTGRESQL, 5"})
    void everybodyIsReachedOnceHoweverOftenTheDatabaseFails(TestDatabase database, long seed) {
        var flaky = new FlakyDatabase(seed, 0.02);
        var telegram = new ScriptedTelegram(PEOPLE).atRate(4000);
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        try (var reprise = new TestReprise(settings, telegram, flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(id);
            flaky.arm(true);
            disturb(reprise, id, new Random(seed));
            flaky.arm(false);
            goOn(reprise, id);
            var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            assertThat(new HashSet<>(telegram.recipients())).hasSize(PEOPLE);
            assertThat(telegram.recipients()).doesNotHaveDuplicates();
            assertThat(campaign.tally()).isEqualTo(new Tally(0, PEOPLE, 0, 0));
        }
    }

    private static void disturb(TestReprise reprise, long id, Random random) {
        for (int i = 0; i < 60; i++) {
            try {
                switch (random.nextInt(4)) {
                    case 0 -> reprise.desk.stop(id);
                    case 1, 2 -> reprise.resume(id);
                    default -> reprise.desk.update(id, CampaignEdits.ofText("text " + i));
                }
            } catch (CampaignRefused | StorageUnavailable e) {
                // an operator sees it, and asks again
            }
        }
    }

    /** As an operator would whose resume was refused: it may be running after all. */
    private static void goOn(TestReprise reprise, long id) {
        try {
            reprise.resume(id);
        } catch (CampaignRefused e) {
            assertThat(e).hasMessage("Campaign is already running");
        }
    }

    /** Whoever was given back is not written to before they are claimed again, though the pause has passed. */
    @Test
    void aReleaseWhoseAnswerIsLostBeforeAPauseDoublesNobody() throws Exception {
        var flaky = new FlakyDatabase(1, 1);
        var sent = new ConcurrentLinkedQueue<Long>();
        var first = new AtomicBoolean(true);
        var telegram = new ScriptedTelegram(20).answering(message -> {
            if (first.getAndSet(false)) {
                flaky.armAtNextCommit();
                return new SendOutcome.Throttled(Duration.ofSeconds(3), WaitCause.FLOOD_WAIT);
            }
            sent.add(message.recipient());
            return new SendOutcome.Sent();
        });
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        try (var reprise = new TestReprise(settings, telegram, flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(id);
            await("the answer is lost", flaky::isArmed);
            TimeUnit.MILLISECONDS.sleep(3_500);
            flaky.arm(false);
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            reprise.resume(id);
            var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            assertThat(sent).doesNotHaveDuplicates().hasSize(20);
            assertThat(campaign.tally()).isEqualTo(new Tally(0, 20, 0, 0));
        }
    }

    /** Whoever was won stays in hand, whatever fails after it; else a pause would have them claimed twice. */
    @Test
    void newSettingsThatCannotBeReadRightAfterAClaimDoubleNobody() {
        var flaky = new FlakyDatabase(1, 0);
        var sent = new ConcurrentLinkedQueue<Long>();
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        var telegram = new ScriptedTelegram(40).atRate(28);
        try (var reprise = new TestReprise(settings, telegram, flaky);
                var other = new TestReprise(settings, telegram)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            telegram.answering(message -> {
                if (telegram.handed.size() == 2) {
                    other.desk.update(id, CampaignEdits.ofLimit(1_000L));
                    flaky.failOnceAt("from campaign c");
                } else if (telegram.handed.size() % 6 == 0) {
                    return new SendOutcome.Throttled(Duration.ofSeconds(2), WaitCause.FLOOD_WAIT);
                }
                sent.add(message.recipient());
                return new SendOutcome.Sent();
            });
            reprise.start(id);
            other.awaitStatus(id, CampaignStatus.COMPLETED);
            assertThat(sent).doesNotHaveDuplicates().hasSize(40);
            assertThat(flaky.hasNothingLeftToDo()).isTrue();
        }
    }

    /** The round after a release is there for those who were released, though its answer is lost. */
    @Test
    void whoIsReleasedAtTheEndOfARoundIsReachedThoughTheAnswerIsLost() {
        var flaky = new FlakyDatabase(1, 0);
        flaky.loseAnswerTo("returning user_id");
        flaky.loseAnswerTo("delete from delivery");
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        try (var reprise = new TestReprise(settings, new ScriptedTelegram(3), flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(id);
            assertThat(reprise.awaitStatus(id, CampaignStatus.COMPLETED).tally())
                    .isEqualTo(new Tally(0, 3, 0, 0));
            assertThat(flaky.hasNothingLeftToDo()).isTrue();
        }
    }

    @Test
    void anEndWhoseAnswerIsLostIsToldAllTheSame() {
        var flaky = new FlakyDatabase(1, 0);
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        var telegram = new ScriptedTelegram(3).answering(message -> {
            flaky.loseAnswerTo("set account_id");
            return new SendOutcome.MessageRejected("can't parse entities");
        });
        try (var reprise = new TestReprise(settings, telegram, flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(id);
            await("memory to know it", () -> reprise.registry.status(id).orElseThrow() == CampaignStatus.FAILED);
        }
    }

    /** Who raised it was told that it holds. */
    @Test
    void aLimitThatIsRaisedWhileTheCampaignEndsIsReached() {
        var flaky = new FlakyDatabase(1, 0);
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        var telegram = new ScriptedTelegram(10);
        try (var reprise = new TestReprise(settings, telegram, flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.desk.update(id, CampaignEdits.ofLimit(3L));
            telegram.answering(message -> {
                if (telegram.handed.size() == 3) {
                    flaky.meanwhile(
                            "select claimed_count, sent_count",
                            () -> reprise.desk.update(id, CampaignEdits.ofLimit(6L)));
                }
                return new SendOutcome.Sent();
            });
            // a look at its progress now, so that the run alone reads the ledger's counts
            reprise.progress.of(id);
            reprise.start(id);
            var campaign = reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            assertThat(campaign.tally()).isEqualTo(new Tally(0, 6, 0, 0));
            assertThat(flaky.hasNothingLeftToDo()).isTrue();
        }
    }

    @Test
    void memoryLearnsOfAStopAndOfAnEditWhoseAnswersWereLost() {
        var flaky = new FlakyDatabase(1, 0);
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url()));
        try (var reprise = new TestReprise(settings, new ScriptedTelegram(PEOPLE).atRate(100), flaky)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(id);
            flaky.loseAnswerTo("set account_id");
            assertThatThrownBy(() -> reprise.desk.update(id, CampaignEdits.ofText("Goodbye")))
                    .isInstanceOf(StorageUnavailable.class);
            await("the new text", () -> reprise.desk.find(id).message().text().equals("Goodbye"));
            flaky.loseAnswerTo("set account_id");
            assertThatThrownBy(() -> reprise.desk.stop(id)).isInstanceOf(StorageUnavailable.class);
            await("the stop", () -> reprise.registry.status(id).orElseThrow() == CampaignStatus.STOPPED);
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE", "POSTGRESQL"})
    void aRunThatDiedIsSettledByTheNextAndNobodyIsSentTwice(TestDatabase database) {
        var telegram = new ScriptedTelegram(20).holdingReplies();
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        try (var first = new TestReprise(settings, telegram)) {
            long id = first.desk.create(aCampaign("Hello")).id();
            first.start(id);
            await("twenty in flight", () -> telegram.open.size() == 20);
            first.threads.shutdownNow();
            telegram.answering(message -> new SendOutcome.Sent());
            try (var second = new TestReprise(settings, telegram)) {
                assertThat(second.desk.find(id).isRunning()).isTrue();
                goOn(second, id);
                var campaign = second.awaitStatus(id, CampaignStatus.COMPLETED);
                assertThat(telegram.recipients()).hasSize(20);
                assertThat(campaign.tally()).isEqualTo(new Tally(0, 0, 0, 20));
            }
        }
    }
}
