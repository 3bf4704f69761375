package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** 200 campaigns on 20 sessions side by side: who gets how much, and how soon one of them stops. */
@Tag("fairness")
@ExtendWith(Report.class)
class FairnessBench {
    private static final int CAMPAIGNS = 200;
    private static final int SESSIONS = 20;
    private static final int STOPS = 20;

    /** Messages a second of a session: together more than the machine can do. */
    private static final int RATE = 1_000;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void shares(TestDatabase database) {
        try (var stage = Stage.withSandbox(database, 0, RATE)) {
            for (int id = 1; id <= CAMPAIGNS; id++) {
                stage.start(id, "session-" + id % SESSIONS);
                stage.client.stop(id);
            }
            for (int session = 0; session < SESSIONS; session++) {
                stage.addContacts(stage.session("session-" + session), 0, 60_000);
            }
            IntStream.rangeClosed(1, CAMPAIGNS).forEach(stage.client::resume);
            Contender.sleep(5_000);
            long begin = System.nanoTime();
            var before = stage.attempted(CAMPAIGNS);
            Contender.sleep(15_000);
            var after = stage.attempted(CAMPAIGNS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            var shares = IntStream.range(0, CAMPAIGNS)
                    .mapToObj(i -> after.get(i) - before.get(i))
                    .toList();
            double rate = shares.stream().mapToDouble(n -> n).sum() / seconds;
            double index = jain(shares);
            var what = CAMPAIGNS + " campaigns on " + SESSIONS + " sessions, " + database;
            Report.tell(
                    what, String.format("Jain's index %.3f at %,.0f messages/s", index, rate), "≥ 0.95", index >= 0.95);
            double slowest = Report.percentile(stops(stage), 100);
            Report.tell(
                    what + ", stop of one", "at most " + Report.number(slowest) + " ms", "< 1,000 ms", slowest < 1_000);
        }
    }

    /** 1: all alike; 1/n: one has everything. */
    private static double jain(List<Double> shares) {
        double sum = shares.stream().mapToDouble(n -> n).sum();
        double squares = shares.stream().mapToDouble(n -> n * n).sum();
        return sum * sum / (shares.size() * squares);
    }

    /** @return milliseconds until the answer, after which nothing is sent any more */
    private static List<Double> stops(Stage stage) {
        var millis = new ArrayList<Double>();
        for (int id = 1; id <= STOPS; id++) {
            long begin = System.nanoTime();
            stage.client.stop(id);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        Contender.sleep(500);
        var stopped = stage.attempted(STOPS);
        Contender.sleep(1_000);
        assertThat(stage.attempted(STOPS)).isEqualTo(stopped);
        return millis;
    }
}
