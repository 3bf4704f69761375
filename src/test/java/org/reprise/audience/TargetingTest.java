package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.wrote;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.Targeting.Bound.Side;

class TargetingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE_NOON = NOON.minusMillis(1);
    private static final Instant AFTER_NOON = NOON.plusMillis(1);

    @Test
    void everybodyIncludesThoseWhoseTimesAreUnknown() {
        assertThat(Targeting.EVERYBODY.accepts(wrote(1, null, null))).isTrue();
    }

    @Test
    void aBoundIsStrict() {
        var after = chatStart(Side.AFTER);
        assertThat(after.accepts(wrote(1, AFTER_NOON, null))).isTrue();
        assertThat(after.accepts(wrote(1, NOON, null))).isFalse();
        assertThat(after.accepts(wrote(1, BEFORE_NOON, null))).isFalse();
        var before = chatStart(Side.BEFORE);
        assertThat(before.accepts(wrote(1, BEFORE_NOON, null))).isTrue();
        assertThat(before.accepts(wrote(1, NOON, null))).isFalse();
        assertThat(before.accepts(wrote(1, AFTER_NOON, null))).isFalse();
    }

    @Test
    void whoseBoundedTimeIsUnknownIsRefusedOnEitherSide() {
        assertThat(chatStart(Side.AFTER).accepts(wrote(1, null, AFTER_NOON))).isFalse();
        assertThat(chatStart(Side.BEFORE).accepts(wrote(1, null, BEFORE_NOON))).isFalse();
    }

    @Test
    void bothBoundsMustHold() {
        var both = Targeting.EVERYBODY
                .with(TimeCriterion.CHAT_START, new Bound(NOON, Side.BEFORE))
                .with(TimeCriterion.NEWEST_CHAT, new Bound(NOON, Side.AFTER));
        assertThat(both.accepts(wrote(1, BEFORE_NOON, AFTER_NOON))).isTrue();
        assertThat(both.accepts(wrote(1, BEFORE_NOON, BEFORE_NOON))).isFalse();
        assertThat(both.accepts(wrote(1, AFTER_NOON, AFTER_NOON))).isFalse();
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
