package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.wrote;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.rule.Side;

class TargetingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE_NOON = NOON.minusMillis(1);
    private static final Instant AFTER_NOON = NOON.plusMillis(1);

    @Test
    void everybodyIncludesThoseWhoseTimesAreUnknown() {
        assertThat(Targeting.EVERYBODY.unmet(wrote(1, null, null))).isEmpty();
    }

    @Test
    void aBoundIsStrict() {
        var after = chatStart(Side.AFTER);
        assertThat(after.unmet(wrote(1, AFTER_NOON, null))).isEmpty();
        assertThat(after.unmet(wrote(1, NOON, null))).isPresent();
        assertThat(after.unmet(wrote(1, BEFORE_NOON, null))).isPresent();
        var before = chatStart(Side.BEFORE);
        assertThat(before.unmet(wrote(1, BEFORE_NOON, null))).isEmpty();
        assertThat(before.unmet(wrote(1, NOON, null))).isPresent();
        assertThat(before.unmet(wrote(1, AFTER_NOON, null))).isPresent();
    }

    @Test
    void whoseBoundedTimeIsUnknownIsRefusedOnEitherSide() {
        assertThat(chatStart(Side.AFTER).unmet(wrote(1, null, AFTER_NOON))).isPresent();
        assertThat(chatStart(Side.BEFORE).unmet(wrote(1, null, BEFORE_NOON))).isPresent();
    }

    @Test
    void bothBoundsMustHold() {
        var both = Targeting.EVERYBODY
                .with(TimeCriterion.CHAT_START, new Bound(NOON, Side.BEFORE))
                .with(TimeCriterion.NEWEST_CHAT, new Bound(NOON, Side.AFTER));
        assertThat(both.unmet(wrote(1, BEFORE_NOON, AFTER_NOON))).isEmpty();
        assertThat(both.unmet(wrote(1, BEFORE_NOON, BEFORE_NOON))).isPresent();
        assertThat(both.unmet(wrote(1, AFTER_NOON, AFTER_NOON))).isPresent();
    }

    @Test
    void aBoundIsCutToTheMillisecondsThatAreStored() {
        var bound = new Bound(NOON.plusNanos(500), Side.BEFORE);
        assertThat(bound.time()).isEqualTo(NOON);
    }

    private static Targeting chatStart(Side side) {
        return Targeting.EVERYBODY.with(TimeCriterion.CHAT_START, new Bound(NOON, side));
    }
}
