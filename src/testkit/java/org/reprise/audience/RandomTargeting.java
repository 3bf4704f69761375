package org.reprise.audience;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.Targeting.Bound.Side;

/**
 * Targetings of all criteria that select, for comparing what SQL says with what Java says. One in three conditions is
 * absent. Times are of the 40 ms after a begin, so that contacts of that time often meet them.
 */
public final class RandomTargeting {
    private static final int SPAN_MILLIS = 40;

    private final Random random;
    private final Instant begin;

    public RandomTargeting(Random random, Instant begin) {
        this.random = random;
        this.begin = begin;
    }

    public Targeting next() {
        var targeting = Targeting.EVERYBODY;
        for (var criterion : Criteria.ALL) {
            if (criterion.selects() && random.nextInt(3) > 0) {
                targeting = with(targeting, criterion);
            }
        }
        return targeting;
    }

    private Targeting with(Targeting targeting, Criterion<?> criterion) {
        if (criterion instanceof TimeCriterion time) {
            var finer = begin.plusMillis(random.nextInt(SPAN_MILLIS)).plusNanos(random.nextInt(1_000_000));
            return targeting.with(time, new Bound(finer, Side.values()[random.nextInt(2)]));
        }
        throw new IllegalStateException("No value is known for " + criterion.key());
    }

    /** A contact's own time; of one in four none is known. */
    public Optional<Instant> time() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(begin.plusMillis(random.nextInt(SPAN_MILLIS)));
    }
}
