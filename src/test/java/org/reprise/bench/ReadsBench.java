package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/**
 * How long answers take at 200 requests a second while ten bots' worth of campaigns send as fast as Telegram lets them,
 * and while one campaign sends as fast as the database lets it. Requests are asked at fixed times, and a late one
 * counts from when it was due: who waits in line waits, too.
 */
@Tag("reads")
@ExtendWith(Report.class)
class ReadsBench {
    private static final int CAMPAIGNS = 60;
    private static final int SESSIONS = 10;
    private static final int ASKING = 8;
    private static final int A_SECOND = 200;
    /** Until what answers is compiled; whoever is asked before that is behind for a while. */
    private static final int WARM_UP = 45 * A_SECOND;

    private static final int COUNTED = 15 * A_SECOND;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whileSessionsSendAtTelegramsLimit(TestDatabase database) throws Exception {
        try (var stage = Stage.withSandbox(database, 0, 1_000)) {
            answersWhileSending(stage, database, SESSIONS, 300_000);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whileTheDatabaseIsTheLimit(TestDatabase database) throws Exception {
        try (var stage = Stage.withSandbox(database, 0, 0)) {
            answersWhileSending(stage, database, 1, 6_000_000);
        }
    }

    private static void answersWhileSending(Stage stage, TestDatabase database, int sessions, int people)
            throws Exception {
        for (int id = 1; id <= CAMPAIGNS; id++) {
            stage.start(id, "crowd-" + id % sessions);
            stage.client.stop(id);
        }
        for (int session = 0; session < sessions; session++) {
            stage.addContacts(stage.session("crowd-" + session), 0, people);
        }
        IntStream.rangeClosed(1, sessions).forEach(stage.client::resume);
        tell(stage, database, sessions, "/campaign_status/1", 5);
        tell(stage, database, sessions, "/campaigns?account_id=1&limit=25", 50);
        assertThat(stage.client.status(1).getString("status")).isEqualTo("running");
    }

    private static void tell(Stage stage, TestDatabase database, int sessions, String path, double goal)
            throws Exception {
        long before = stage.processed(sessions);
        long begin = System.nanoTime();
        var millis = ask(stage, path);
        double rate = (stage.processed(sessions) - before) * 1e9 / (System.nanoTime() - begin);
        double p99 = Report.percentile(millis, 99);
        Report.tell(
                "Reads, " + path + ", " + database + " sending " + Report.number(rate) + "/s",
                String.format("p50 %.1f ms, p99 %.1f ms", Report.median(millis), p99),
                "p99 < " + Report.number(goal) + " ms",
                p99 < goal);
    }

    /** @return milliseconds from when a request was due to its answer */
    private static List<Double> ask(Stage stage, String path) throws Exception {
        var threads = Executors.newFixedThreadPool(ASKING);
        long begin = System.nanoTime();
        var askers = IntStream.range(0, ASKING)
                .<Callable<List<Double>>>mapToObj(asker -> () -> ask(stage.server.port(), path, begin, asker))
                .toList();
        var millis = new ArrayList<Double>();
        for (var asker : threads.invokeAll(askers)) {
            millis.addAll(asker.get());
        }
        threads.shutdown();
        assertThat(millis).hasSize(COUNTED);
        return millis;
    }

    /** Every so many requests, from the {@code first} on. */
    private static List<Double> ask(int port, String path, long begin, int first) throws IOException {
        var server = new BareSocket(port);
        var millis = new ArrayList<Double>();
        for (int n = first; n < WARM_UP + COUNTED; n += ASKING) {
            long due = begin + n * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            assertThat(server.get(path)).isEqualTo(200);
            if (n >= WARM_UP) {
                millis.add((System.nanoTime() - due) / 1e6);
            }
        }
        return millis;
    }
}
