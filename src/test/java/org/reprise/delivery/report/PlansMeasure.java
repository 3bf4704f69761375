package org.reprise.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reprise.TimeSource;
import org.reprise.audience.ContactList;
import org.reprise.audience.Standing;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * That PostgreSQL answers each question about ten million deliveries by an index, asked as Reprise asks them, with its
 * own parameters and whatever plan it takes for them. Prints the times; run it with {@code mvn test
 * -Dtest=PlansMeasure}.
 */
class PlansMeasure {
    private static final int CAMPAIGNS = 10;
    private static final long SENT_EACH = Long.getLong("plans.deliveries", 10_000_000) / CAMPAIGNS;
    private static final long NEW = 1_000;

    @Test
    void noQuestionReadsAWholeTable() {
        try (var reprise = new TestReprise(TestDatabase.POSTGRESQL, new ScriptedTelegram(1))) {
            for (int i = 0; i < CAMPAIGNS; i++) {
                fill(reprise, reprise.desk.create(aCampaign("Hello")).id());
            }
            reprise.storage.read(handle -> handle.execute("analyze"));
            long campaign = CAMPAIGNS / 2;
            var read = new LinkedHashMap<String, Long>();
            questions(reprise, campaign)
                    .forEach((name, question) -> read.put(name, rowsReadInTurn(reprise, name, question)));
            assertThat(read)
                    .allSatisfy((name, rows) -> assertThat(rows).as(name).isZero());
        }
    }

    private static Map<String, Runnable> questions(TestReprise reprise, long campaign) {
        var ledger = reprise.ledger;
        var session = reprise.sessions.find("demo").orElseThrow();
        var recipients = new Recipients(reprise.storage, new DeliveryCounts(reprise.storage));
        var contacts = new ContactList(reprise.storage, reprise.contacts, reprise.optOuts);
        var fresh = LongStream.rangeClosed(1, NEW / 2)
                .mapToObj(i -> user(SENT_EACH + i))
                .toList();
        var questions = new LinkedHashMap<String, Runnable>();
        questions.put(
                "claim",
                () -> assertThat(ledger.claim(campaign, 1, 1, fresh, Instant.now())
                                .orElseThrow()
                                .won())
                        .hasSize(fresh.size()));
        questions.put("unsettled", () -> assertThat(ledger.unsettled(campaign)).hasSameSizeAs(fresh));
        questions.put(
                "record",
                () -> ledger.record(
                        campaign,
                        1,
                        fresh.stream()
                                .skip(10)
                                .map(user -> new Outcome(user, State.SENT, null, 1))
                                .toList()));
        questions.put("release", () -> ledger.release(campaign, 1, fresh.subList(0, 5)));
        questions.put("release a run's", () -> ledger.releaseAll(campaign, 1));
        questions.put("tally", () -> ledger.tally(campaign));
        questions.put("last reached", () -> ledger.lastReached(campaign));
        questions.put("reached", () -> ledger.reached(campaign, user(SENT_EACH / 2)));
        questions.put(
                "uncertain",
                () -> assertThat(ledger.page(campaign, State.UNCERTAIN, 0, 50)).isNotEmpty());
        questions.put(
                "failed who can be retried",
                () -> assertThat(new FailedDeliveries(reprise.storage, Clock.systemUTC())
                                .retryable(campaign, session, Targeting.EVERYBODY)
                                .total())
                        .isPositive());
        questions.put("left out and reached", () -> ledger.reachedAndLeftOut(campaign, session, Targeting.EVERYBODY));
        questions.put("log", () -> new DeliveryLog(reprise.storage).page(campaign, DeliveryLog.Place.NEWEST, 1_000));
        recipients(session, campaign).forEach((name, filter) -> {
            questions.put(name, () -> assertThat(recipients.page(filter, 0, 50)).isNotEmpty());
            questions.put(
                    name + ", counted",
                    () -> assertThat(recipients.count(filter)).isPositive());
        });
        questions.put(
                "page 100 of recipients",
                () -> recipients.page(new Recipients.Filter(campaign, session, null, ""), 5_000, 50));
        questions.put(
                "audience",
                () -> assertThat(reprise.contacts.find(session, user(7))).isPresent());
        questions.put("contacts", () -> contacts.page(session, 0, 50));
        questions.put("contacts whom campaigns write to", () -> contacts.page(session, Standing.REACHABLE, 0, 50));
        questions.put("contacts who opted out", () -> contacts.page(session, Standing.OPTED_OUT, 0, 50));
        questions.put(
                "what was sent to a person",
                () -> assertThat(new PersonDeliveries(reprise.storage).newest(1, user(7), 100))
                        .hasSize(CAMPAIGNS));
        questions.put(
                "sent today",
                () -> new SentSince(reprise.storage, reprise.caller, TimeSource.of(Clock.systemUTC()))
                        .of(session, Instant.EPOCH));
        questions.put("contacts by name", () -> contacts.search(session, "user77"));
        questions.put("opt-outs", () -> reprise.optOuts.of(1, fresh));
        return questions;
    }

    private static Map<String, Recipients.Filter> recipients(Session session, long campaign) {
        return Map.of(
                "recipients", new Recipients.Filter(campaign, session, null, ""),
                "failed recipients", new Recipients.Filter(campaign, session, State.FAILED, ""),
                "uncertain recipients", new Recipients.Filter(campaign, session, State.UNCERTAIN, ""),
                "a recipient", new Recipients.Filter(campaign, session, null, String.valueOf(user(7))),
                "recipients by name", new Recipients.Filter(campaign, session, null, "@user77"),
                "failed recipients by name", new Recipients.Filter(campaign, session, State.FAILED, "user7"));
    }

    /** Of deliveries and contacts, without an index, as PostgreSQL itself counts them in a transaction. */
    private static long rowsReadInTurn(TestReprise reprise, String name, Runnable question) {
        return reprise.storage.write(handle -> {
            long begun = System.nanoTime();
            question.run();
            System.out.printf("MEASURE plans: %s %.1f ms%n", name, (System.nanoTime() - begun) / 1e6);
            return handle.createQuery("select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables"
                            + " where relname in ('delivery', 'contact', 'opt_out')")
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** One in a hundred failed, one in a hundred thousand is uncertain. */
    private static void fill(TestReprise reprise, long campaign) {
        long session = reprise.sessions.find("demo").orElseThrow().id();
        reprise.storage.write(handle -> {
            TestDatabase.POSTGRESQL.takeYourTime(handle);
            handle.execute(
                    "insert into contact (session_id, user_id, username, first_message_at, last_message_at)"
                            + " select ?, 1000000000 + i * 800, 'User' || i, 1, 1 from generate_series(1, ?) as i"
                            + " on conflict do nothing",
                    session,
                    SENT_EACH + NEW);
            handle.execute(
                    "insert into delivery (campaign_id, user_id, state, revision, run, at)"
                            + " select ?, 1000000000 + i * 800, case when i % 100000 = 7 then 'UNCERTAIN'"
                            + " when i % 100 = 7 then 'FAILED' else 'SENT' end, 1, 1, 1 from generate_series(1, ?) as i",
                    campaign, SENT_EACH);
            return handle.execute(
                    "update campaign set status = 'running', run = 1, sent_count = ? - ? / 100,"
                            + " failed_count = ? / 100 - ? / 100000, uncertain_count = ? / 100000 where id = ?",
                    SENT_EACH,
                    SENT_EACH,
                    SENT_EACH,
                    SENT_EACH,
                    SENT_EACH,
                    campaign);
        });
    }

    private static long user(long number) {
        return 1_000_000_000 + number * 800;
    }
}
