package org.reprise.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * How long a resume takes with many already sent, and what the exclusion set weighs. Prints figures, asserts behaviour;
 * run it with {@code mvn test -Dtest=ResumeMeasure}.
 */
class ResumeMeasure {

    @ParameterizedTest
    @CsvSource({
        "SQLITE, 10000", "SQLITE, 1000000", "SQLITE, 10000000",
        "POSTGRESQL, 10000", "POSTGRESQL, 1000000", "POSTGRESQL, 10000000"
    })
    void resumeWithManyAlreadySent(TestDatabase database, long sent) {
        var telegram = new ScriptedTelegram(1);
        try (var reprise = new TestReprise(database, telegram)) {
            long id = reprise.desk.create(aCampaign("Hello")).id();
            fill(reprise, id, sent);
            settleDown(database, reprise);
            telegram.handed.clear();
            long asked = System.nanoTime();
            reprise.desk.resume(id);
            long answered = System.nanoTime();
            await("the first message", () -> !telegram.handed.isEmpty());
            long first = telegram.handed.peek().nanos();
            await("the hundred who came later", () -> telegram.handed.size() == 100);
            reprise.desk.stop(id);
            assertThat(telegram.recipients()).doesNotHaveDuplicates().hasSize(100);
            var set = new SentUsers();
            long filling = System.nanoTime();
            while (!set.filled()) {
                set.fillMore(reprise.ledger, id);
            }
            System.out.printf(
                    "MEASURE %s %,d sent: first message %d ms after resume, answer %d ms; set filled in %d ms, %.2f bytes a user%n",
                    database,
                    sent,
                    (first - asked) / 1_000_000,
                    (answered - asked) / 1_000_000,
                    (System.nanoTime() - filling) / 1_000_000,
                    (double) set.bytes() / set.size());
        }
    }

    /** The filling was one huge transaction, which no campaign makes: begin with the database as it usually is. */
    private static void settleDown(TestDatabase database, TestReprise reprise) {
        reprise.storage.read(handle ->
                handle.execute(database == TestDatabase.SQLITE ? "pragma wal_checkpoint(truncate)" : "analyze"));
    }

    /** Ids with gaps like Telegram's: 10 digits, spread over the whole range. A hundred more wrote after the stop. */
    private static void fill(TestReprise reprise, long campaign, long sent) {
        long session = reprise.sessions.find("demo").orElseThrow().id();
        String ids = "with recursive n(i) as (select cast(1 as bigint) union all select i + 1 from n where i < "
                + (sent + 100) + ") " + "select i, 1000000000 + i * 800 + (i * 7919) % 797 as user_id from n";
        reprise.storage.write(handle -> {
            handle.execute("delete from contact");
            handle.execute("insert into contact (session_id, user_id, first_message_at, last_message_at) select "
                    + session + ", user_id, 1, 1 from (" + ids + ") as people");
            handle.execute("insert into delivery (campaign_id, user_id, state, revision, run, at) select " + campaign
                    + ", user_id, 'SENT', 1, 1, 1 from (" + ids + ") as people where i <= " + sent);
            return handle.execute(
                    "update campaign set status = 'stopped', run = 1, sent_count = " + sent + " where id = ?",
                    campaign);
        });
    }
}
