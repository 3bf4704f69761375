package org.reprise.system.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** Only when it is asked for, by the properties that the package tells. */
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 0);
    private static final int RECIPIENTS = Integer.getInteger("chaos.recipients", 5_000);
    private static final String DATABASE = System.getProperty("chaos.database", "");
    private static final Long SEED = Long.getLong("chaos.seed");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyIsReachedTwiceNorLostWhateverBreaks(TestDatabase database) throws Exception {
        assumeTrue(ROUNDS > 0, "takes a minute a round: -Dchaos.rounds=1");
        assumeTrue(database.name().contains(DATABASE), "another database is asked for");
        for (int number = 1; number <= ROUNDS; number++) {
            long seed = SEED != null ? SEED : new Random().nextInt(1_000_000);
            try (var round = new ChaosRound(database, seed, RECIPIENTS)) {
                try {
                    round.run();
                    System.out.println("CHAOS " + database + " seed " + seed + ": " + new Judgement(round).pass() + "; "
                            + round.story);
                } catch (Throwable e) {
                    System.out.println("CHAOS " + database + " seed " + seed + " FAILED after " + round.story + "\n"
                            + round.log());
                    throw e;
                }
            }
        }
    }
}
