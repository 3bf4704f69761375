package org.reprise.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.testing.ForgetfulMemory;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * Committed means on disk: a JVM that claims and records, telling each acknowledged commit, is killed 30 times at
 * random moments; nothing that it told is ever missing.
 */
class LedgerSurvivesKillTest {
    private static final int KILLS = 30;
    private static final int BATCH = 20;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasAcknowledgedIsThereAfterEveryKill(TestDatabase database) throws Exception {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        try (var reprise = new TestReprise(settings, new ScriptedTelegram(0))) {
            long campaign = reprise.desk.create(aCampaign("Hello")).id();
            reprise.storage.write(
                    handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
            var random = new Random(4711);
            long claimed = 0;
            long recorded = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                var told = killACommitter(settings.database().url(), campaign, claimed, random);
                claimed = Math.max(claimed, told.claimed);
                recorded = Math.max(recorded, told.recorded);
                claimed = Math.max(claimed, judge(reprise, campaign, claimed, recorded));
            }
            assertThat(recorded).as("the test did commit").isGreaterThan(KILLS * BATCH);
        }
    }

    private record Told(long claimed, long recorded) {}

    private static Told killACommitter(String url, long campaign, long from, Random random)
            throws IOException, InterruptedException {
        var committer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committer.class.getName(),
                        url,
                        String.valueOf(campaign),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long claimed = from;
        long recorded = 0;
        try (var told = committer.inputReader()) {
            int lines = 4 + random.nextInt(60);
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                long number = Long.parseLong(line.substring(1));
                claimed = line.charAt(0) == 'c' ? number : claimed;
                recorded = line.charAt(0) == 'r' ? number : recorded;
                if (--lines == 0) {
                    // by its handle: the process object would close the pipe and lose what was told
                    committer.toHandle().destroyForcibly();
                }
            }
        }
        committer.waitFor();
        return new Told(claimed, recorded);
    }

    /** @return the highest claim there is: the next committer goes on behind it */
    private static long judge(TestReprise reprise, long campaign, long claimed, long recorded) {
        var tally = reprise.ledger.tally(campaign);
        long highest = reprise.ledger.lastReached(campaign);
        var unsettled = reprise.ledger.unsettled(campaign);
        assertThat(highest).as("acknowledged claims").isGreaterThanOrEqualTo(claimed);
        assertThat(tally.sent()).as("acknowledged outcomes").isGreaterThanOrEqualTo(recorded);
        assertThat(tally.attempted())
                .as("no batch is torn")
                .isEqualTo(highest)
                .satisfies(all -> assertThat(all % BATCH).isZero());
        assertThat(unsettled).as("counters agree with rows").hasSize((int) tally.claimed());
        var rest = unsettled.stream()
                .map(claim -> new Outcome(claim.userId(), State.SENT, null, 1))
                .toList();
        reprise.ledger.record(campaign, 1, rest);
        return highest;
    }

    /** Claims and records batches of ascending user ids, and tells each commit after it was acknowledged. */
    static final class Committer {
        private Committer() {}

        public static void main(String[] args) {
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", args[0]));
            var ledger =
                    new DeliveryLedger(TestDatabase.unmigrated(settings), new ForgetfulMemory(), Clock.systemUTC());
            long campaign = Long.parseLong(args[1]);
            for (long last = Long.parseLong(args[2]); ; last += BATCH) {
                List<Long> users =
                        LongStream.rangeClosed(last + 1, last + BATCH).boxed().toList();
                ledger.claim(campaign, 1, 1, users, Instant.now()).orElseThrow();
                tell("c" + (last + BATCH));
                ledger.record(
                        campaign,
                        1,
                        users.stream()
                                .map(user -> new Outcome(user, State.SENT, null, 1))
                                .toList());
                tell("r" + (last + BATCH));
            }
        }

        private static void tell(String commit) {
            System.out.println(commit);
            System.out.flush();
        }
    }
}
