package org.reprise.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.reprise.testing.Footprint;
import org.reprise.testing.TestDatabase;

/**
 * One campaign after the other at full speed, edited, stopped and resumed now and then, each judged at its end.
 * {@code mvn verify -Dit.test=SendingSoakIT -Dsoak.minutes=30 -Dchaos.database=POSTGRESQL} prints what heap (after a
 * collection) and files the server held after each; SQLite unless another database is named.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SendingSoakIT {
    private static final int RECIPIENTS = Integer.getInteger("chaos.recipients", 30_000);

    /** Caches fill, and classes are loaded, while the first campaigns run. */
    private static final int WARM_UP = 2;

    @Test
    void theServerStaysTheSameHoweverMuchItSends() throws Exception {
        var database = TestDatabase.valueOf(System.getProperty("chaos.database", "SQLITE"));
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("soak.minutes")).toNanos();
        var footprints = new ArrayList<Footprint>();
        try (var installation = new Installation(database, RECIPIENTS)) {
            while (footprints.size() < WARM_UP + 2 || System.nanoTime() < end) {
                var round = ChaosRound.inPeace(installation, footprints.size());
                long begin = System.nanoTime();
                round.run();
                double seconds = (System.nanoTime() - begin) / 1e9;
                footprints.add(Footprint.of(installation.server.pid()));
                System.out.printf(
                        "SOAK %s %.0f a second: %s; %s%n",
                        database,
                        RECIPIENTS / seconds,
                        footprints.get(footprints.size() - 1),
                        Judgement.pass(installation, round));
            }
        }
        var steady = footprints.subList(WARM_UP, footprints.size());
        int half = steady.size() / 2;
        var before = steady.subList(0, half);
        var after = steady.subList(steady.size() - half, steady.size());
        assertThat(mean(after, Footprint::heapKilobytes)).isLessThan(mean(before, Footprint::heapKilobytes) * 1.15);
        assertThat(mean(after, Footprint::files)).isLessThan(mean(before, Footprint::files) + 50);
    }

    private static double mean(List<Footprint> of, ToLongFunction<Footprint> figure) {
        return of.stream().mapToLong(figure).average().orElseThrow();
    }
}
