package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.Settings;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.Retryable;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * A JVM that sends again to failed recipients is killed between their release and the first message. Either nothing
 * happened, or the campaign runs: nobody is lost, nobody is written to twice.
 */
class RetrySurvivesKillTest {
    private static final long PEOPLE = 20;
    private static final long FAILED = 10;

    /** Where the JVM waits to be killed. */
    enum Moment {
        /** They are released, and that is not committed. */
        BEFORE_THE_COMMIT,
        /** They are released and the campaign runs, but its run has not claimed anybody. */
        BEFORE_THE_RUN,
        /** Some were handed over, and nobody knows what became of them. */
        IN_FLIGHT
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void killedBeforeTheCommitNothingHappened(TestDatabase database) throws Exception {
        var settings = failed(database);
        killAt(settings, Moment.BEFORE_THE_COMMIT);
        var telegram = accepting();
        try (var reprise = new TestReprise(settings, telegram)) {
            assertThat(reprise.ledger.tally(1)).isEqualTo(new Tally(0, PEOPLE - FAILED, FAILED, 0));
            assertThat(reprise.campaigns.find(1).orElseThrow().status()).isEqualTo(CampaignStatus.COMPLETED);
            reprise.retries.retry(1, FAILED);
            reprise.awaitStatus(1, CampaignStatus.COMPLETED);
            assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize((int) FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void killedAfterTheCommitTheCampaignGoesOnByItselfWithThem(TestDatabase database) throws Exception {
        var settings = failed(database);
        killAt(settings, Moment.BEFORE_THE_RUN);
        var telegram = accepting();
        try (var reprise = new TestReprise(settings, telegram)) {
            assertThat(reprise.ledger.tally(1)).isEqualTo(new Tally(0, PEOPLE - FAILED, 0, 0));
            var campaign = reprise.campaigns.find(1).orElseThrow();
            assertThat(campaign.status()).isEqualTo(CampaignStatus.RUNNING);
            reprise.engine.start(1, campaign.run());
            reprise.awaitStatus(1, CampaignStatus.COMPLETED);
            assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize((int) FAILED);
            assertThat(reprise.ledger.tally(1)).isEqualTo(new Tally(0, PEOPLE, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void killedInFlightWhoWasHandedOverIsNotWrittenToAgain(TestDatabase database) throws Exception {
        var settings = failed(database);
        var handed = killAt(settings, Moment.IN_FLIGHT);
        assertThat(handed).isNotEmpty();
        var telegram = accepting();
        try (var reprise = new TestReprise(settings, telegram)) {
            reprise.engine.start(1, reprise.campaigns.find(1).orElseThrow().run());
            reprise.awaitStatus(1, CampaignStatus.COMPLETED);
            assertThat(telegram.recipients()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(handed);
            assertThat(telegram.recipients()).isNotEmpty();
            var tally = reprise.ledger.tally(1);
            assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
        }
    }

    private static ScriptedTelegram accepting() {
        return new ScriptedTelegram(PEOPLE).answering(message -> new SendOutcome.Sent());
    }

    /** Campaign 1 is completed; some of its recipients were refused in words that nobody knows. */
    private static Settings failed(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var refusing = new ScriptedTelegram(PEOPLE)
                // never three in a row: those would be the message's fault
                .answering(message -> message.recipient() % 2 == 0 && message.recipient() <= 2 * FAILED
                        ? new SendOutcome.Refused(Reason.UNRECOGNISED)
                        : new SendOutcome.Sent());
        try (var reprise = new TestReprise(settings, refusing)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            assertThat(id).isEqualTo(1);
            reprise.start(id);
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        }
        return settings;
    }

    /** @return whom it had handed a message over for */
    private static List<Long> killAt(Settings settings, Moment moment) throws IOException, InterruptedException {
        var retrying = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Retrying.class.getName(),
                        settings.database().url(),
                        moment.name(),
                        settings.dataDir().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var handed = new ArrayList<Long>();
        try (var told = retrying.inputReader()) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.equals("here")) {
                    // by its handle: the process object would close the pipe and lose what was told
                    retrying.toHandle().destroyForcibly();
                } else if (line.startsWith("handed ")) {
                    handed.add(Long.valueOf(line.substring("handed ".length())));
                }
            }
        }
        assertThat(retrying.waitFor()).as("it was killed").isEqualTo(137);
        return handed;
    }

    /** Sends again, and waits for its end at one moment. */
    static final class Retrying {
        private static final AtomicInteger HANDED = new AtomicInteger();

        private Retrying() {}

        public static void main(String[] args) {
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", args[0], "REPRISE_DATA_DIR", args[2]));
            var moment = Moment.valueOf(args[1]);
            var telegram = new ScriptedTelegram(PEOPLE)
                    .answering(Retrying::accept)
                    // a run asks for it before it claims anybody
                    .atRate(() -> moment == Moment.BEFORE_THE_RUN ? waitForTheEnd() : 8);
            var reprise = new TestReprise(settings, telegram);
            var failed = new FailedDeliveries(reprise.storage, Clock.systemUTC()) {
                @Override
                public Retryable release(long campaign, Session session, Targeting targeting, long expected) {
                    var released = super.release(campaign, session, targeting, expected);
                    if (moment == Moment.BEFORE_THE_COMMIT) {
                        waitForTheEnd();
                    }
                    return released;
                }
            };
            new RetryService(reprise.store, reprise.desk, failed, reprise.audit, reprise::tell).retry(1, FAILED);
        }

        private static SendOutcome accept(OutgoingMessage message) {
            tell("handed " + message.recipient());
            if (HANDED.incrementAndGet() == 3) {
                waitForTheEnd();
            }
            return new SendOutcome.Sent();
        }

        private static void tell(String what) {
            System.out.println(what);
            System.out.flush();
        }

        private static double waitForTheEnd() {
            tell("here");
            try {
                Thread.sleep(Long.MAX_VALUE);
                return 0;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
