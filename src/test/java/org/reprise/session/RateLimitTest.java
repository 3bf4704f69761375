package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.WaitCause;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    /** Of nanoTime: it may be anything, and overflow. */
    private static final long START = Long.MAX_VALUE - 5 * SECOND;

    private final RateLimit limit = new RateLimit(10, START);

    @Test
    void permitsComeEvenlyAndUnusedTimeMakesNoBurst() {
        assertThat(limit.reserve(START)).isEqualTo(START);
        assertThat(limit.reserve(START)).isEqualTo(START + SECOND / 10);
        assertThat(limit.reserve(START + 7 * SECOND)).isEqualTo(START + 7 * SECOND);
        assertThat(limit.reserve(START + 7 * SECOND)).isEqualTo(START + 7 * SECOND + SECOND / 10);
    }

    @Test
    void aMomentIsMadeUpForAndNoMore() {
        var fast = new RateLimit(1_000, START);
        long later = START + 7 * SECOND;
        for (int i = 24; i >= 0; i--) {
            assertThat(fast.reserve(later)).isEqualTo(later - i * SECOND / 1_000);
        }
        assertThat(fast.reserve(later)).isEqualTo(later + SECOND / 1_000);
    }

    @Test
    void aPauseIsNotMadeUpFor() {
        var fast = new RateLimit(1_000, START);
        fast.pause(START, Duration.ofSeconds(4), WaitCause.FLOOD_WAIT);
        long end = START + 4 * SECOND;
        assertThat(fast.reserve(end)).isEqualTo(end);
        assertThat(fast.reserve(end)).isEqualTo(end + SECOND / 500);
    }

    @Test
    void withoutARateThereIsNothingToWaitFor() {
        var unlimited = new RateLimit(0, START);
        for (int i = 0; i < 100; i++) {
            assertThat(unlimited.reserve(START)).isEqualTo(START);
        }
    }

    @Test
    void anotherRateHoldsForTheNextPermits() {
        limit.reserve(START);
        limit.change(2);
        assertThat(limit.reserve(START)).isEqualTo(START + SECOND / 10);
        assertThat(limit.reserve(START)).isEqualTo(START + SECOND / 10 + SECOND / 2);
    }

    @Test
    void afterAPauseItBeginsAtHalfTheSpeedAndIsBackAfterAsLongAsThePause() {
        limit.pause(START, Duration.ofSeconds(4), WaitCause.FLOOD_WAIT);
        long end = START + 4 * SECOND;
        assertThat(limit.pausedUntil()).isEqualTo(end);
        assertThat(limit.reserve(START)).isEqualTo(end);
        assertThat(limit.reserve(START)).isEqualTo(end + SECOND / 5);
        assertThat(interval(end + 2 * SECOND)).isBetween(SECOND / 8, SECOND / 7);
        assertThat(interval(end + 4 * SECOND)).isEqualTo(SECOND / 10);
    }

    @Test
    void allAnswersThatTellOfOnePauseHalveTheSpeedOnce() {
        for (int i = 0; i < 6; i++) {
            limit.pause(START + i, Duration.ofSeconds(4), WaitCause.FLOOD_WAIT);
        }
        assertThat(interval(START + 4 * SECOND + 5)).isBetween(SECOND / 6, SECOND / 5);
    }

    @Test
    void pausesThatFollowEachOtherSlowItDownToAnEighth() {
        long now = START;
        for (int i = 0; i < 10; i++) {
            limit.pause(now, Duration.ofSeconds(4), WaitCause.FLOOD_WAIT);
            now += 4 * SECOND;
        }
        assertThat(interval(now)).isEqualTo(SECOND * 8 / 10);
    }

    @Test
    void aShorterPauseChangesNothing() {
        limit.pause(START, Duration.ofSeconds(4), WaitCause.FLOOD_WAIT);
        limit.pause(START, Duration.ofSeconds(1), WaitCause.PACE);
        assertThat(limit.pausedUntil()).isEqualTo(START + 4 * SECOND);
        assertThat(limit.pausedFor()).isEqualTo(WaitCause.FLOOD_WAIT);
    }

    @Test
    void aChatIsTakenUntilItIsLeftAndForASecondAtLeast() {
        assertThat(limit.enterChat(1, START)).isTrue();
        assertThat(limit.enterChat(1, START)).isFalse();
        assertThat(limit.enterChat(2, START)).isTrue();
        limit.leaveChat(1, START + 5);
        assertThat(limit.enterChat(1, START + RateLimit.CHAT_INTERVAL - 1)).isFalse();
        assertThat(limit.enterChat(1, START + RateLimit.CHAT_INTERVAL)).isTrue();
        assertThat(limit.enterChat(2, START + 3 * SECOND)).isFalse();
        limit.leaveChat(2, START + 3 * SECOND);
        assertThat(limit.enterChat(2, START + 3 * SECOND)).isTrue();
    }

    private long interval(long at) {
        return -(limit.reserve(at) - limit.reserve(at));
    }
}
