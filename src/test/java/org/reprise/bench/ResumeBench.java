package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;

/**
 * From the request to resume until Telegram has the first new message, with many sent before; and nobody hears twice.
 */
@Tag("resume")
@ExtendWith(Report.class)
class ResumeBench {
    private static final List<Integer> SENT = List.of(10_000, 1_000_000, 10_000_000);
    private static final int NEW = 200;
    private static final int TIMES = 5;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void resumeWithManyAlreadySent(TestDatabase database) {
        try (var telegram = FakeTelegram.start();
                var stage = Stage.withBots(database, telegram)) {
            long session = stage.connectBot(telegram, 1, 1);
            stage.start(1, Stage.bot(1));
            stage.server.await(() -> stage.client.status(1).getString("status").equals("completed"));
            int before = 1;
            for (int sent : SENT) {
                stage.server.stop();
                stage.addContacts(session, before, sent + NEW * TIMES);
                stage.pretendSent(1, sent);
                stage.server.restart();
                var millis = new ArrayList<Double>();
                for (int i = 0; i < TIMES; i++) {
                    millis.add(resume(stage, telegram, sent + i * NEW));
                }
                double median = Report.median(millis);
                Report.tell(
                        String.format("Resume, %,d already sent, %s", sent, database),
                        "first message after " + Report.number(median) + " ms",
                        sent == 10_000_000 ? "< 1,000 ms" : "",
                        median < 1_000);
                before = sent + NEW * TIMES;
            }
        }
    }

    /** The limit lets some of those who came later be written to each time. */
    private static double resume(Stage stage, FakeTelegram telegram, int sent) {
        telegram.forget();
        stage.client.update(1, "{\"limit\":" + (sent + NEW) + "}");
        long asked = System.currentTimeMillis();
        stage.client.resume(1);
        stage.server.await(() -> telegram.count() == NEW);
        stage.server.await(() -> stage.client.status(1).getString("status").equals("completed"));
        assertThat(telegram.record())
                .extracting(Accepted::chat)
                .doesNotHaveDuplicates()
                .allMatch(user -> user > Stage.user(sent - 1));
        return telegram.record().get(0).at() - asked;
    }

    @Test
    void theExclusionSet() {
        long before = heap();
        var set = new SentUsers();
        int users = SENT.get(SENT.size() - 1);
        for (int i = 0; i < users; i++) {
            set.add(Stage.user(i));
        }
        double bytes = (double) (heap() - before) / users;
        assertThat(set.contains(Stage.user(0))).isTrue();
        Report.tell("Exclusion set of ten million", String.format("%.1f bytes a user", bytes), "≤ 8", bytes <= 8);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
