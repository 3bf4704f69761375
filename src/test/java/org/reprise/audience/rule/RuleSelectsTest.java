package org.reprise.audience.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Audience;
import org.reprise.audience.Audience.Candidate;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.Leaf.Share;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;
import org.reprise.testing.TestDatabase;

/** Both databases select by a rule whom plain Java selects. */
class RuleSelectsTest {
    private static final Session SESSION = new Session(1, 1, "alpha", Session.Kind.BOT, Session.Via.BOTAPI);
    private static final int SIZE = 120;
    private static final Instant NOW = Instant.now();
    private static final RulePeople PEOPLE = new RulePeople(new Random(20261130), NOW, SIZE);
    private static final Map<TestDatabase, Storage> STORAGES = stored();

    /** One of each for all tests, of both engines: nothing here changes them. */
    private static Map<TestDatabase, Storage> stored() {
        var storages = new EnumMap<TestDatabase, Storage>(TestDatabase.class);
        for (var database : TestDatabase.values()) {
            var storage = database.open();
            PEOPLE.store(storage, SESSION);
            storages.put(database, storage);
        }
        return storages;
    }

    @Provide
    Arbitrary<Selection> selections() {
        return Arbitraries.randomValue(random -> new RandomRules(random, NOW, RulePeople.CAMPAIGNS).selection());
    }

    @Property
    void bothDatabasesSelectWhomPlainJavaSelects(@ForAll("selections") Selection selection) {
        var targeting = Targeting.EVERYBODY.with(selection);
        var expected = PEOPLE.selected(selection.whole(), NOW);
        STORAGES.forEach((database, storage) -> {
            var audience = new Audience(storage);
            var page = audience.candidates(SESSION, targeting, 0, SIZE + 1);
            assertThat(page).as("all on %s", database).hasSize(SIZE);
            assertThat(page.stream()
                            .filter(Candidate::selected)
                            .map(Candidate::userId)
                            .collect(Collectors.toSet()))
                    .as("%s on %s", RuleLine.of(selection), database)
                    .isEqualTo(expected);
            assertThat(audience.count(SESSION, targeting)).isEqualTo(expected.size());
            assertThat(audience.count(SESSION, Targeting.EVERYBODY.with(Selection.restored(selection.stored()))))
                    .isEqualTo(expected.size());
        });
    }

    /** What a selection demands is asked one by one for "why": whoever meets all is selected. */
    @Property
    void whoMeetsAllDemandsIsSelected(@ForAll("selections") Selection selection) {
        var demanded = new TreeSet<>(PEOPLE.selected(new Rule.All(selection.demands()), NOW));
        assertThat(demanded).isEqualTo(PEOPLE.selected(selection.whole(), NOW));
    }

    @Test
    void aShareIsOfItsSizeAndTheSameForEachOfItsPeople() {
        for (var salt : List.of("", "a", "b")) {
            long within = LongStream.rangeClosed(1_000_000, 1_200_000)
                    .filter(user -> Share.place(user, salt) < 1_000)
                    .count();
            assertThat(within).as(salt).isBetween(19_300L, 20_700L);
        }
        long inBoth = LongStream.rangeClosed(1_000_000, 1_200_000)
                .filter(user -> Share.place(user, "a") < 1_000 && Share.place(user, "b") < 1_000)
                .count();
        assertThat(inBoth).isBetween(1_800L, 2_200L);
        assertThat(Share.place(42, "a")).isEqualTo(Share.place(42, "a")).isNotEqualTo(Share.place(43, "a"));
    }

    @Test
    void aRuleOfManyThingsIsOneThatBothDatabasesTake() {
        var names = LongStream.rangeClosed(1, 100).mapToObj(each -> "t" + each).toList();
        Rule rule = new Leaf.Tagged(names);
        for (int depth = 0; depth < RuleLimits.MAX_DEPTH - 1; depth++) {
            rule = new Rule.None(List.of(rule, new Leaf.InCategory(names), new Leaf.Share(0, 1, "x")));
        }
        var targeting = Targeting.EVERYBODY.with(new Selection(rule, new Rule.Any(many(names))));
        STORAGES.values()
                .forEach(storage -> assertThat(new Audience(storage).count(SESSION, targeting))
                        .isEqualTo(PEOPLE.selected(targeting.selection().whole(), NOW)
                                .size()));
    }

    private static List<Rule> many(List<String> names) {
        return LongStream.range(0, 150)
                .<Rule>mapToObj(each -> new Leaf.Tagged(names))
                .toList();
    }
}
