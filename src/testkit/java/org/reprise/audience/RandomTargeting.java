package org.reprise.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.rule.RandomRules;
import org.reprise.audience.rule.Side;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * Targetings of all criteria, for comparing what SQL says with what Java says. One in three conditions is absent. Times
 * are of the 40 ms after a begin, so that contacts of that time often meet them.
 */
public final class RandomTargeting {
    private static final int SPAN_MILLIS = 40;

    private static final List<String> NAMES = List.of("a", "\"b\" 'c'", "ü");

    private final Random random;
    private final Instant begin;
    private final RandomRules rules;

    public RandomTargeting(Random random, Instant begin) {
        this.random = random;
        this.begin = begin;
        this.rules = new RandomRules(random, begin, List.of());
    }

    public Targeting next() {
        var targeting = Targeting.EVERYBODY;
        for (var criterion : Criteria.ALL) {
            if (random.nextInt(3) > 0) {
                targeting = with(targeting, criterion);
            }
        }
        return random.nextBoolean() ? targeting : targeting.with(rules.selection());
    }

    private Targeting with(Targeting targeting, Criterion<?> criterion) {
        if (criterion instanceof TimeCriterion time) {
            var finer = begin.plusMillis(random.nextInt(SPAN_MILLIS)).plusNanos(random.nextInt(1_000_000));
            return targeting.with(time, new Bound(finer, Side.values()[random.nextInt(2)]));
        }
        if (criterion instanceof CategoryCriterion categories) {
            return targeting.with(categories, NAMES.subList(random.nextInt(2), 2 + random.nextInt(2)));
        }
        throw new IllegalStateException("No value is known for " + criterion.key());
    }

    /** Makes the categories that are asked for, and puts each contact into some of them, or into none. */
    public void categorise(Storage storage, Session session, Iterable<Long> users) {
        var categories = new Categories(storage);
        var all = NAMES.stream()
                .map(name -> new CategoryRules(name, "", List.of("x"), "", List.of()))
                .map(rules -> categories.add(session.accountId(), rules, begin).orElseThrow())
                .toList();
        for (long user : users) {
            all.stream()
                    .filter(category -> random.nextInt(3) == 0)
                    .forEach(category -> categories.put(
                            session.id(),
                            session.accountId(),
                            List.of(new Categories.Membership(user, category.id())),
                            begin));
        }
    }

    /** A contact's own time; of one in four none is known. */
    public Optional<Instant> time() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(begin.plusMillis(random.nextInt(SPAN_MILLIS)));
    }
}
