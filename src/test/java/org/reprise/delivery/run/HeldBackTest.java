package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.access.FrequencyCap;
import org.reprise.testing.TestTime;

class HeldBackTest {
    private static final FrequencyCap CAP = new FrequencyCap(1, 7);

    private final TestTime time = TestTime.at("2026-05-05T12:00:00Z");
    private HeldBack held = new HeldBack(time);

    private void hold(String... until) {
        for (int i = 0; i < until.length; i++) {
            held.add(CAP, Map.of((long) i, Instant.parse(until[i])));
        }
    }

    private Duration toRound() {
        return Duration.ofNanos(held.nanosToRound());
    }

    @Test
    void aRoundThatHeldNobodyBackHasNothingToWaitFor() {
        held.add(CAP, Map.of());
        assertThat(held.isNobody()).isTrue();
        assertThat(held.people()).isZero();
    }

    @Test
    void theNextRoundIsDueWhenTheFirstOfThemIsFree() {
        hold("2026-05-05T12:00:50Z", "2026-05-05T12:00:30Z", "2026-05-05T12:09:00Z");
        assertThat(held.people()).isEqualTo(3);
        assertThat(toRound()).isEqualTo(Duration.ofSeconds(30));
        time.pass(Duration.ofSeconds(30));
        assertThat(toRound()).isZero();
        assertThat(held.nanosToFree()).isZero();
    }

    @Test
    void itLooksAgainBeforeThatSinceWhatCountedMayHaveFailed() {
        hold("2026-05-09T12:00:00Z");
        assertThat(toRound()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Duration.ofNanos(held.nanosToFree())).isEqualTo(Duration.ofDays(4));
    }

    @Test
    void aRoundThatTookLongIsNotFollowedByTheNextAtOnce() {
        time.pass(Duration.ofMinutes(2));
        hold("2026-05-05T12:02:01Z");
        assertThat(toRound()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void whoIsHeldBackAsLongAsTheCapLooksBackIsNotWaitedForAnyLonger() {
        hold("2026-05-06T12:00:00Z");
        time.pass(Duration.ofDays(6));
        held = held.again();
        hold("2026-05-12T12:00:00Z");
        assertThat(held.isLong()).isFalse();
        time.pass(Duration.ofDays(1));
        assertThat(held.isLong()).isTrue();
    }
}
