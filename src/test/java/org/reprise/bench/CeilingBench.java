package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.storage.Storage;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * What the engine does when Telegram costs nothing, beside the database alone: a claim and an outcome are two writes of
 * a row, so they are compared with bare batched inserts, row for row. Then with ever more in the ledger.
 */
@Tag("ceiling")
@ExtendWith(Report.class)
class CeilingBench {
    private static final int PEOPLE = 150_000;
    private static final int ROUNDS = 3;

    /** A JVM takes a minute to compile what these rounds are made of. */
    private static final int WARM_UP = 4;

    private static final int BATCH = 500;
    private static final List<Integer> LEDGERS = List.of(10_000, 1_000_000, 10_000_000);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void claimsAndOutcomes(TestDatabase database) {
        var bare = new ArrayList<Double>();
        var engine = new ArrayList<Double>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            bare.add(inserts(database.open()));
            try (var reprise = new TestReprise(database, new ScriptedTelegram(PEOPLE))) {
                engine.add(2 * messages(reprise));
            }
        }
        Report.compare(
                "Ceiling, " + database,
                Report.median(warm(engine)),
                "claims and outcomes/s",
                "bare inserts, " + BATCH + " a commit",
                Report.median(warm(bare)),
                0.7);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void withEverMoreInTheLedger(TestDatabase database) {
        var rates = new ArrayList<Double>();
        try (var reprise = new TestReprise(database, new ScriptedTelegram(PEOPLE))) {
            for (int i = 0; i < WARM_UP; i++) {
                messages(reprise);
            }
        }
        for (int rows : LEDGERS) {
            var url = database.url();
            var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url));
            var round = new ArrayList<Double>();
            try (var reprise = new TestReprise(settings, new ScriptedTelegram(PEOPLE))) {
                fill(database, reprise.storage, rows);
                for (int i = 0; i < ROUNDS; i++) {
                    round.add(messages(reprise));
                }
            }
            rates.add(Report.median(round));
            Report.compare(
                    String.format("Ceiling with %,d rows in the ledger, %s", rows, database),
                    Report.median(round),
                    "messages/s",
                    "with 10,000",
                    rates.get(0),
                    0.9);
        }
    }

    private static List<Double> warm(List<Double> rounds) {
        return rounds.subList(WARM_UP, rounds.size());
    }

    /** @return messages a second, of a campaign to everybody */
    private static double messages(TestReprise reprise) {
        long id = reprise.desk.create(aCampaign("Hello")).id();
        long begin = System.nanoTime();
        reprise.start(id);
        // from memory: asked every millisecond, the database would have that to do besides
        TestReprise.await("all sent", () -> reprise.registry.status(id).orElseThrow() == CampaignStatus.COMPLETED);
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(reprise.ledger.tally(id).sent()).isEqualTo(PEOPLE);
        return PEOPLE / seconds;
    }

    /** @return rows a second */
    private static double inserts(Storage storage) {
        long begin = System.nanoTime();
        for (int from = 0; from < PEOPLE; from += BATCH) {
            int first = from;
            storage.write(handle -> {
                var batch = handle.prepareBatch("insert into delivery (campaign_id, user_id, state, revision, run, at)"
                        + " values (1, ?, 'SENT', 1, 1, ?)");
                for (int user = first; user < first + BATCH; user++) {
                    batch.bind(0, user).bind(1, System.currentTimeMillis()).add();
                }
                return batch.execute();
            });
        }
        return PEOPLE * 1e9 / (System.nanoTime() - begin);
    }

    /** Of other campaigns, as a Reprise of some age holds them. */
    private static void fill(TestDatabase database, Storage storage, int rows) {
        storage.write(handle -> {
            database.takeYourTime(handle);
            return handle.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < " + rows
                    + ") insert into delivery (campaign_id, user_id, state, revision, run, at)"
                    + " select 1000000 + i % 20, i, 'SENT', 1, 1, 1 from n");
        });
    }
}
