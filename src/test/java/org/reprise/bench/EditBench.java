package org.reprise.bench;

import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;

/**
 * Edits of a campaign that sends 1,000 messages a second, beside others that keep the machine busy: how soon Telegram
 * has the new text, and how often it gets the old one after the answer.
 */
@Tag("edit")
@ExtendWith(Report.class)
class EditBench {
    private static final int OTHERS = 8;
    private static final int EDITS = 30;
    private static final int PEOPLE = 40_000;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theNewTextAfterTheAnswer(TestDatabase database) {
        try (var telegram = FakeTelegram.start();
                var stage = Stage.withBots(database, telegram)) {
            for (int bot = 1; bot <= 1 + OTHERS; bot++) {
                stage.connectBot(telegram, bot, PEOPLE);
                stage.start(bot, Stage.bot(bot));
            }
            Contender.sleep(5_000);
            var answers = new ArrayList<Long>();
            for (int edit = 0; edit < EDITS; edit++) {
                stage.client.update(1, "{\"message\":\"" + text(edit) + "\"}");
                answers.add(System.currentTimeMillis());
                Contender.sleep(300);
            }
            for (int bot = 1; bot <= 1 + OTHERS; bot++) {
                stage.client.stop(bot);
            }
            stage.server.await(() -> stage.processed(1 + OTHERS) == telegram.count());
            tell(database, telegram, answers);
        }
    }

    /** @param edit -1: before the first */
    private static String text(int edit) {
        return edit < 0 ? Stage.TEXT : "Text number " + edit;
    }

    private static void tell(TestDatabase database, FakeTelegram telegram, ArrayList<Long> answers) {
        var mine = telegram.record().stream()
                .filter(message -> message.token().startsWith("1:"))
                .toList();
        var delays = new ArrayList<Double>();
        int stale = 0;
        for (int edit = 0; edit < EDITS; edit++) {
            long answered = answers.get(edit);
            var before = text(edit - 1);
            var text = text(edit);
            stale += (int) mine.stream()
                    .filter(message -> message.at() > answered && message.text().equals(before))
                    .count();
            mine.stream()
                    .filter(message -> message.text().equals(text))
                    .findFirst()
                    .ifPresent(first -> delays.add((double) (first.at() - answered)));
        }
        var what = "Edit at 1,000/s, " + (1 + OTHERS) + " bots, " + database;
        Report.tell(
                what,
                "new text " + Report.number(Report.median(delays)) + " ms after the answer, at most "
                        + Report.number(Report.percentile(delays, 100)) + " ms");
        Report.tell(what + ", old text after the answer", stale + " messages", "0", stale == 0);
    }
}
