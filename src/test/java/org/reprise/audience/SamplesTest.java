package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Accounts;
import org.reprise.audience.rule.RuleLine;
import org.reprise.delivery.ledger.RecentMessages;
import org.reprise.delivery.report.Prospects;
import org.reprise.delivery.report.Prospects.Facts;
import org.reprise.delivery.report.Prospects.Plan;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;
import org.reprise.testing.TestDatabase;

/** Counts of many people by some of them, whatever their ids are like. */
class SamplesTest {
    private static final long PEOPLE = 200_000;

    /** Their ids stand close together, far apart, and each beside another one. */
    private static final List<Session> SESSIONS = List.of(session(1), session(2), session(3));

    private static final Map<Long, String> IDS =
            Map.of(1L, "700000000 + i", 2L, "100000 + i * 34567", 3L, "1000000000 + i / 2 * 1024 + i % 2");

    private static final Map<TestDatabase, Storage> STORAGES = new EnumMap<>(TestDatabase.class);

    private static Session session(long id) {
        return new Session(id, 1, "s" + id, Session.Kind.BOT, Session.Via.BOTAPI);
    }

    private static Storage storage(TestDatabase database) {
        return STORAGES.computeIfAbsent(database, SamplesTest::filled);
    }

    /** The first tenth of each session's people, by their ids, speaks German; each hundredth opted out. */
    private static Storage filled(TestDatabase database) {
        var storage = database.open();
        var numbers = database == TestDatabase.SQLITE
                ? "(with recursive n(i) as (select 1 union all select i + 1 from n where i < %d) select i from n)"
                : "(select i from generate_series(cast(1 as bigint), %d) as i)";
        storage.writeHoweverLong(handle -> {
            database.takeYourTime(handle);
            IDS.forEach((session, id) -> handle.execute(
                    "insert into contact (session_id, user_id, first_name, language, first_message_at) select "
                            + session + ", " + id + ", 'Ann', case when i <= " + PEOPLE / 10
                            + " then 'de' else 'en' end, 1000000000000 from " + numbers.formatted(PEOPLE)
                            + " as many"));
            return handle.execute("insert into opt_out (account_id, user_id, at, source, cause)"
                    + " select 1, user_id, 0, 'STOP', 'ASKED' from contact where session_id = 1 and user_id % 100 = 7");
        });
        return storage;
    }

    private static Samples samples(Storage storage, int exactUpTo) {
        return new Samples(storage, TestDatabase.settings(Map.of("REPRISE_EXACT_COUNTS", String.valueOf(exactUpTo))));
    }

    private static Targeting to(String line) {
        return Targeting.EVERYBODY.with(RuleLine.read(line, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource
    void fewerAreCountedAndMoreAreEstimated(TestDatabase database) {
        var storage = storage(database);
        var audience = new Audience(storage);
        var session = SESSIONS.get(1);
        assertThat(samples(storage, 1_000_000).of(session)).isEqualTo(Sample.ALL);
        assertThat(audience.count(session, to("language is \"de\""), Sample.ALL))
                .isEqualTo(Headcount.exact(PEOPLE / 10));
        var sample = samples(storage, 100_000).of(session);
        assertThat(sample).isEqualTo(new Sample(64));
        assertThat(audience.count(session, Targeting.EVERYBODY, sample))
                .matches(Headcount::isEstimated)
                .satisfies(count ->
                        assertThat(count.people()).isNotEqualTo(PEOPLE).isCloseTo(PEOPLE, within(count.margin())));
        assertThat(samples(storage, 0).of(session(4))).as("of nobody").isEqualTo(Sample.ALL);
    }

    /** Also where a rule is true of neighbours alone. */
    @ParameterizedTest
    @EnumSource
    void anEstimateIsAsNearAsItsMarginSays(TestDatabase database) {
        var storage = storage(database);
        var audience = new Audience(storage);
        for (var session : SESSIONS) {
            var sample = samples(storage, 1_000).of(session);
            for (var line : List.of("", "language is \"de\"", "language is \"en\"", "30 percent", "nobody")) {
                long exact = audience.count(session, to(line));
                assertThat(audience.count(session, to(line), sample))
                        .as("%s: %s", session.name(), line)
                        .matches(Headcount::isEstimated)
                        .satisfies(count -> assertThat(count.people()).isCloseTo(exact, within(count.margin())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void prospectsAreTheSameSample(TestDatabase database) {
        var storage = storage(database);
        var prospects = new Prospects(storage, new RecentMessages(storage, new Accounts(storage), Clock.systemUTC()));
        var sample = samples(storage, 1_000).of(SESSIONS.get(0));
        var plan = new Plan(0, SESSIONS.get(0), to("language is \"de\""), sample);
        var groups = prospects.groups(plan);
        var eligible = groups.stream()
                .filter(group -> group.facts().equals(Facts.ELIGIBLE))
                .findFirst()
                .orElseThrow();
        assertThat(sample.of(eligible.people()))
                .isEqualTo(new Audience(storage).count(SESSIONS.get(0), plan.targeting(), sample));
        assertThat(prospects.some(plan, Facts.ELIGIBLE, 5))
                .hasSize(5)
                .allMatch(person -> person.userId() <= 700_000_000 + PEOPLE / 10);
        var theirs = RuleLine.read("50 percent", ZoneOffset.UTC).whole();
        assertThat(prospects.overlap(plan, theirs))
                .satisfies(count -> assertThat(count.people()).isCloseTo(PEOPLE / 20, within(count.margin())));
    }

    /** Over bands of neighbours as the margin promises it: one in twenty may be further off, twice as many are not. */
    @Test
    void theMarginHoldsInNineteenOfTwentyBands() {
        var sample = new Sample(64);
        long width = 50_000;
        long off = LongStream.range(0, 400)
                .filter(band -> {
                    long drawn = LongStream.range(band * width + 1, (band + 1) * width + 1)
                            .filter(SamplesTest::isDrawn)
                            .count();
                    var count = sample.of(drawn);
                    return Math.abs(count.people() - width) > count.margin();
                })
                .count();
        assertThat(off).isLessThan(40);
    }

    private static boolean isDrawn(long user) {
        long linear = (user % 2147483647L * 1160412347L + 892381127L) % 2147483647L;
        return (linear * linear + 1160412347L) % 2147483647L % 64 == 0;
    }

    @Test
    void aLimitIsCertainOnceThereAreSurelyMore() {
        var many = new Headcount(10_000, 500, 64);
        assertThat(many.upTo(null)).isEqualTo(many);
        assertThat(many.upTo(9_000L)).isEqualTo(Headcount.exact(9_000));
        assertThat(many.upTo(9_900L)).isEqualTo(new Headcount(9_900, 500, 64));
        assertThat(many.upTo(10_100L)).isEqualTo(many);
        assertThat(many.upTo(20_000L)).isEqualTo(many);
        assertThat(Headcount.exact(7).upTo(3L)).isEqualTo(Headcount.exact(3));
    }
}
