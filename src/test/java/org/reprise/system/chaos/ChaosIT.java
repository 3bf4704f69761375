package org.reprise.system.chaos;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** A few rounds by default; the package says how to run many, or one again. */
class ChaosIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 1);
    private static final int RECIPIENTS = Integer.getInteger("chaos.recipients", 5_000);
    private static final Long SEED = Long.getLong("chaos.seed");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyIsReachedTwiceNorLostWhateverBreaks(TestDatabase database) throws Exception {
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
