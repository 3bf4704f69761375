package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConflictsTest {
    private final Conflicts conflicts = new Conflicts();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private void meets(Duration later) {
        now = now.plus(later);
        conflicts.met(now);
    }

    @Test
    void theFirstIsDealtWithAtOnceAndTheNextOnesLaterAndLater() {
        meets(Duration.ZERO);
        assertThat(conflicts.beforeRemoval()).isZero();
        assertThat(conflicts.beforeAsking()).hasSeconds(2);
        for (int seconds : new int[] {4, 8, 16, 32, 64, 64, 64}) {
            meets(Duration.ofSeconds(70));
            assertThat(conflicts.beforeRemoval()).hasSeconds(seconds);
            assertThat(conflicts.beforeAsking()).hasSeconds(seconds);
        }
    }

    @Test
    void afterTenQuietMinutesItIsTheFirstAgain() {
        meets(Duration.ZERO);
        meets(Duration.ofMinutes(10));
        assertThat(conflicts.beforeRemoval()).isPositive();
        meets(Duration.ofMinutes(11));
        assertThat(conflicts.beforeRemoval()).isZero();
    }

    @Test
    void aClockThatIsSetBackLetsNoLoopBegin() {
        meets(Duration.ZERO);
        meets(Duration.ofDays(-1));
        assertThat(conflicts.beforeRemoval()).hasSeconds(4);
    }
}
