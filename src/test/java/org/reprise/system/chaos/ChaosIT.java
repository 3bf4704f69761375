package org.reprise.system.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** One short round on each database, or as many and as long ones as are asked for by the properties of the package. */
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 1);
    private static final int RECIPIENTS = Integer.getInteger("chaos.recipients", 5_000);
    private static final String DATABASE = System.getProperty("chaos.database");
    private static final Long SEED = Long.getLong("chaos.seed");

    /** Booting takes long; but a data directory that lived for ever would hide what a fresh one shows. */
    private static final int ROUNDS_AN_INSTALLATION = 10;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyIsReachedTwiceNorLostWhateverBreaks(TestDatabase database) throws Exception {
        assumeTrue(DATABASE == null || database == TestDatabase.valueOf(DATABASE), "another database is asked for");
        for (int left = ROUNDS; left > 0; left -= ROUNDS_AN_INSTALLATION) {
            try (var installation = new Installation(database, RECIPIENTS, RECIPIENTS / 4)) {
                for (int i = 0; i < Math.min(left, ROUNDS_AN_INSTALLATION); i++) {
                    play(installation, database, SEED != null ? SEED : new Random().nextInt(1_000_000));
                }
            }
        }
    }

    private static void play(Installation installation, TestDatabase database, long seed) throws Exception {
        var round = new ChaosRound(installation, seed);
        long begin = System.nanoTime();
        try {
            round.run();
            var told = Judgement.pass(installation, round);
            System.out.printf(
                    "CHAOS %s seed %d, %d s: %s; %s%n",
                    database, seed, (System.nanoTime() - begin) / 1_000_000_000, told, round.story);
        } catch (Throwable e) {
            System.out.println("CHAOS " + database + " seed " + seed + " FAILED after " + round.story + "\n"
                    + installation.server.log());
            throw e;
        }
    }
}
