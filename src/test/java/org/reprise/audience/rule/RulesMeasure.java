package org.reprise.audience.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Accounts;
import org.reprise.audience.Audience;
import org.reprise.audience.Samples;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.RecentMessages;
import org.reprise.delivery.report.Prospects;
import org.reprise.delivery.report.Prospects.Plan;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;
import org.reprise.testing.TestDatabase;

/**
 * How long each thing that a rule can ask takes over many contacts: a page of a thousand of a run in the midst of them,
 * the count of all, and the estimate by some of them. Prints the times; run it with {@code mvn test -Dtest=RulesMeasure
 * -Drules.contacts=10000000}.
 */
class RulesMeasure {
    private static final Session SESSION = new Session(1, 1, "alpha", Session.Kind.BOT, Session.Via.BOTAPI);
    private static final long CONTACTS = Long.getLong("rules.contacts", 1_000_000);
    private static final int PAGE = 1_000;

    /** By what they ask; one in ten people, or so, is selected by each. */
    private static Map<String, String> rules() {
        var rules = new LinkedHashMap<String, String>();
        rules.put("everybody", "");
        rules.put("a field", "language is \"l3\"");
        rules.put("a time", "last_message after 2001-01-01");
        rules.put("days", "last_message within 3 days");
        rules.put("a text", "attribute city is \"c3\"");
        rules.put("a number", "attribute age below 10");
        rules.put("a flag", "attribute member is yes");
        rules.put("a day", "attribute born after 2019-01-01");
        rules.put("a tag", "tag \"vip\"");
        rules.put("a category", "category \"orders\"");
        rules.put("an earlier campaign", "got campaign 900");
        rules.put("any campaign", "messaged within 36500 days");
        rules.put("a share", "10 percent");
        rules.put(
                "five at once",
                "language is \"l3\" and attribute age below 50 and not tag \"vip\" and not category \"orders\""
                        + " except got campaign 900");
        return rules;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachThingThatARuleCanAsk(TestDatabase database) {
        var storage = database.open();
        fill(database, storage);
        var audience = new Audience(storage);
        var samples = new Samples(storage, TestDatabase.settings(Map.of("REPRISE_EXACT_COUNTS", "0")));
        var prospects = new Prospects(storage, new RecentMessages(storage, new Accounts(storage), Clock.systemUTC()));
        rules().forEach((name, line) -> {
            var targeting = Targeting.EVERYBODY.with(RuleLine.read(line, ZoneOffset.UTC));
            double page = 0;
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                assertThat(audience.candidates(SESSION, targeting, CONTACTS / 2 + (long) i * PAGE, PAGE))
                        .hasSize(PAGE);
                page = Math.max(page, (System.nanoTime() - begun) / 1e6);
            }
            long begun = System.nanoTime();
            long people = audience.count(SESSION, targeting);
            System.out.printf(
                    "MEASURE rules: %s, %,d contacts, %s: page %.1f ms at the most, %,d counted in %.0f ms%n",
                    database, CONTACTS, name, page, people, (System.nanoTime() - begun) / 1e6);
            assertThat(people).isPositive();
            begun = System.nanoTime();
            var sample = samples.of(SESSION);
            var about = audience.count(SESSION, targeting, sample);
            double estimated = (System.nanoTime() - begun) / 1e6;
            begun = System.nanoTime();
            prospects.groups(new Plan(0, SESSION, targeting, sample));
            System.out.printf(
                    "MEASURE rules: %s, %,d contacts, %s: one in %d, %,d within %,d in %.0f ms, %.1f %% off;"
                            + " who and why in %.0f ms%n",
                    database,
                    CONTACTS,
                    name,
                    about.oneIn(),
                    about.people(),
                    about.margin(),
                    estimated,
                    100.0 * (about.people() - people) / people,
                    (System.nanoTime() - begun) / 1e6);
        });
    }

    private static void fill(TestDatabase database, Storage storage) {
        boolean sqlite = database == TestDatabase.SQLITE;
        var numbers = sqlite
                ? "(with recursive n(i) as (select 1 union all select i + 1 from n where i < " + CONTACTS
                        + ") select i from n)"
                : "(select i from generate_series(1, " + CONTACTS + ") as i)";
        storage.writeHoweverLong(handle -> {
            database.takeYourTime(handle);
            handle.execute("insert into contact (session_id, user_id, first_name, language, first_message_at,"
                    + " last_message_at, attributes) select 1, i, 'Ann', 'l' || (i % 10), 1000000000000 + i,"
                    + " 1000000000000 + i, cast('{\"city\":\"c' || (i % 10) || '\",\"age\":' || (i % 100)"
                    + " || ',\"member\":' || case when i % 10 = 1 then 'true' else 'false' end"
                    + " || ',\"born\":\"20' || (10 + i % 10) || '-05-05\"}' as <json_object>)"
                    + " from " + numbers + " as many");
            handle.execute("insert into tag (id, account_id, name, created_at) values (1, 1, 'vip', 0)");
            handle.execute("insert into category (id, account_id, name, description, keywords, examples, regex,"
                    + " created_at, updated_at) values (1, 1, 'orders', '', '[]', '[]', '', 0, 0)");
            handle.execute("insert into contact_tag select 1, i, 1, 0 from " + numbers + " as many where i % 10 = 2");
            handle.execute(
                    "insert into contact_category select 1, i, 1, 0 from " + numbers + " as many where i % 10 = 4");
            handle.execute("insert into session (id, account_id, name, kind, via, created_at)"
                    + " values (1, 1, 'alpha', 'BOT', 'BOTAPI', 0)");
            handle.execute("insert into campaign (id, id_given_out, account_id, session_id, status, revision, version,"
                    + " changes, run, sleep_millis, categories, include_categories, exclude_categories, audience_size,"
                    + " claims, claimed_count, sent_count, failed_count, uncertain_count, created_at, started_at)"
                    + " values (900, false, 1, 1, 'stopped', 1, 1, 1, 1, 0, '[]', '[]', '[]', 0, 0, 0, 0, 0, 0, 0, 1)");
            handle.execute("insert into delivery (campaign_id, user_id, state, revision, run, at)"
                    + " select 900, i, 'SENT', 1, 1, " + System.currentTimeMillis() + " from " + numbers
                    + " as many where i % 10 = 5");
            // the newest have written just now
            handle.execute("update contact set last_message_at = ? where user_id % 10 = 6", System.currentTimeMillis());
            return handle.execute("analyze");
        });
    }
}
