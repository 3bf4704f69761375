package org.reprise.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.fakebot.Fault.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.Fault;

/** A campaign for each bot, through everything that a seed has in store. */
final class ChaosRound {
    /** How much of the largest audience is reached under fire; the rest in peace. */
    private static final double STORM = 0.9;

    private static final int MAX_TROUBLES = 30;
    private static final int MAX_KILLS = 2;
    private static final int DAYS = 3;

    /** An outcome may wait for its database to come back. */
    private static final long WITHOUT_OUTCOME = 60_000;

    private static final int TOO_LONG = (Installation.REPLY_TIMEOUT_SECONDS + 2) * 1_000;

    /** Something that goes wrong. */
    private interface Trouble {
        void strike() throws Exception;
    }

    /**
     * Times are milliseconds since 1970.
     *
     * @param down when it was killed
     * @param dead when it had ended
     * @param upAgain from when on no message of before it was still on its way
     */
    record Kill(long down, long dead, long upAgain) {
        /** Whether a message that arrived then may have been without an outcome at the kill. */
        boolean mayHaveMet(long arrived) {
            return arrived <= upAgain && down - arrived <= WITHOUT_OUTCOME;
        }
    }

    private final Installation installation;
    private final Random random;
    private final long seed;
    private final int operatorsRestMillis;
    private final Map<String, Trouble> troubles = new TreeMap<>();
    final List<CampaignUnderFire> campaigns;
    final List<String> story = new ArrayList<>();

    final List<Kill> kills = new ArrayList<>();

    /** Telegram said that people are gone whose ids can be divided by one of these. */
    final Set<Integer> refusedDivisors = new HashSet<>();

    ChaosRound(Installation installation, long seed) {
        this(installation, seed, 4_000);
        troublesOfTelegram();
        troublesBelow();
        troubles.put("kill", this::kill);
        troubles.put("session lost", this::loseASession);
    }

    private ChaosRound(Installation installation, long seed, int operatorsRestMillis) {
        this.installation = installation;
        this.random = new Random(seed);
        this.seed = seed;
        this.operatorsRestMillis = operatorsRestMillis;
        this.campaigns = installation.bots().stream()
                .map(bot -> new CampaignUnderFire(installation, bot))
                .toList();
    }

    /** Nothing breaks, and operators only now and then do something. */
    static ChaosRound inPeace(Installation installation, long seed) {
        return new ChaosRound(installation, seed, 30_000);
    }

    private void troublesOfTelegram() {
        troubles.put("429", () -> meets(Fault.tooManyRequests(1).every(1_000 + random.nextInt(3_000))));
        troubles.put("403", () -> {
            int divisor = 30 + random.nextInt(100);
            refusedDivisors.add(divisor);
            meets(answer(403, "Forbidden: bot was blocked by the user").forChatsDivisibleBy(divisor));
        });
        troubles.put("500", () -> meets(answer(500, "Internal Server Error").every(50 + random.nextInt(500))));
        troubles.put("502", () -> meets(Fault.proxyError(502).every(50 + random.nextInt(500))));
        troubles.put(
                "500 after accepting",
                () -> meets(
                        answer(500, "Internal Server Error").afterAccepting().every(50 + random.nextInt(500))));
        troubles.put("reset", () -> meets(Fault.reset().every(50 + random.nextInt(500))));
        troubles.put(
                "reset after accepting",
                () -> meets(Fault.reset().afterAccepting().every(50 + random.nextInt(500))));
        troubles.put("hang", () -> meets(Fault.hang(TOO_LONG).every(500 + random.nextInt(1_000))));
        troubles.put(
                "hang after accepting",
                () -> meets(Fault.hang(TOO_LONG).afterAccepting().every(500 + random.nextInt(1_000))));
        troubles.put("peace", installation.telegram::meetsNoFaults);
    }

    /** At times together with what Telegram suffers from already. */
    private void meets(Fault fault) {
        if (random.nextBoolean()) {
            installation.telegram.meetsNoFaults();
        }
        installation.telegram.meets(fault);
    }

    private void troublesBelow() {
        var below = installation.surroundings;
        if (below.hasDisk()) {
            troubles.put("disk full", () -> below.fillDiskFor(300 + random.nextInt(1_500)));
        }
        if (below.hasDatabaseServer()) {
            troubles.put("connections cut", below::cutConnections);
            troubles.put("database restart", () -> below.restartDatabase(random.nextInt(1_000)));
        }
        below.clock().ifPresent(clock -> {
            troubles.put(
                    "clock turned",
                    () -> clock.turnTo(Duration.ofMillis((long) ((random.nextDouble() - 0.5)
                            * 2
                            * Duration.ofDays(DAYS).toMillis()))));
            troubles.put("clock back a little", () -> clock.turnTo(Duration.ofMillis(-random.nextInt(5_000))));
        });
    }

    void run() throws Exception {
        installation.tidyUp();
        campaigns.forEach(CampaignUnderFire::start);
        try (var operators = new Operators(campaigns, seed, operatorsRestMillis)) {
            storm();
            operators.goHome();
        }
        calm();
    }

    private void storm() throws Exception {
        int beforeFirstKill = random.nextInt(6);
        var names = List.copyOf(troubles.keySet());
        while ((troubles.containsKey("kill") && kills.isEmpty())
                || (story.size() < MAX_TROUBLES && reached() < STORM)) {
            Thread.sleep(100 + random.nextInt(900));
            if (!names.isEmpty()) {
                strike(beforeFirstKill-- == 0 ? "kill" : names.get(random.nextInt(names.size())));
            }
        }
    }

    private void strike(String name) throws Exception {
        if (!name.equals("kill") || kills.size() < MAX_KILLS) {
            story.add(name);
            troubles.get(name).strike();
        }
    }

    private double reached() {
        var largest = campaigns.get(0);
        return (double) largest.processed() / largest.bot.audience();
    }

    /** Nothing breaks any more; the campaigns are brought to their ends as an operator would, one by way of a limit. */
    private void calm() {
        installation.telegram.meetsNoFaults();
        installation.connect();
        TestReprise.await("an end of the cap", campaigns.get(0)::unlimit);
        limitHolds(campaigns.get(0));
        campaigns.forEach(campaign -> {
            TestReprise.await("an end of the limit", campaign::unlimit);
            TestReprise.await("a resume", campaign::resume);
            end(campaign);
        });
    }

    private void limitHolds(CampaignUnderFire campaign) {
        TestReprise.await("the counts", () -> campaign.processed() > 0);
        long processed = campaign.processed();
        long limit = processed + (campaign.bot.audience() - processed) / 2;
        if (limit - processed > CampaignUnderFire.WINDOW) {
            TestReprise.await("the limit", () -> campaign.limitTo(limit));
            TestReprise.await("a resume", campaign::resume);
            end(campaign);
            assertThat(campaign.processed()).as("under its limit").isLessThanOrEqualTo(limit);
        }
    }

    private void end(CampaignUnderFire campaign) {
        TestReprise.await("the end of campaign " + campaign.id, () -> {
            LockSupport.parkNanos(100_000_000);
            boolean completed = campaign.isCompleted();
            if (!completed) {
                // a bot may have lost its session to an answer that came late
                installation.connect();
                campaign.resume();
            }
            return completed;
        });
    }

    private void kill() throws InterruptedException {
        long down = System.currentTimeMillis();
        installation.kill();
        long dead = System.currentTimeMillis();
        if (random.nextInt(8) == 0) {
            // once more while it starts, or has just begun to settle and to send
            installation.server.startAgain();
            Thread.sleep(4_000 + random.nextInt(8_000));
            kills.add(new Kill(down, dead, System.currentTimeMillis()));
            down = System.currentTimeMillis();
            installation.kill();
            dead = System.currentTimeMillis();
        }
        installation.restart();
        kills.add(new Kill(down, dead, System.currentTimeMillis()));
    }

    private void loseASession() throws InterruptedException {
        var bots = installation.bots();
        installation.telegram.revoke(bots.get(random.nextInt(bots.size())).token());
        Thread.sleep(300);
        installation.connect();
    }
}
