package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reprise.session.Pacing;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.TestTime;

class WaitingNoticeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Object> told = new ArrayList<>();
    private final TestTime time = new TestTime(NOON, 0);
    private final WaitingNotice notice = new WaitingNotice(7, told::add, time);

    @Test
    void aWaitIsToldOnceAndItsEnd() {
        waitSeconds(60);
        time.pass(Duration.ofSeconds(20));
        waitSeconds(40);
        notice.goesOn();
        assertThat(told)
                .containsExactly(
                        new RunWaiting(7, WaitCause.FLOOD_WAIT, NOON.plusSeconds(60), null),
                        new RunWaiting(7, null, null, null));
    }

    @Test
    void aClockThatIsTurnedBackBringsTheEndWithIt() {
        waitSeconds(60);
        time.turn(Duration.ofDays(-1));
        waitSeconds(50);
        assertThat(told)
                .last()
                .isEqualTo(new RunWaiting(7, WaitCause.FLOOD_WAIT, time.now().plusSeconds(50), null));
    }

    @Test
    void aMomentIsNotWorthTelling() {
        notice.waitsFor(WaitCause.PACE, TimeUnit.MILLISECONDS.toNanos(1_900));
        assertThat(told).isEmpty();
    }

    /** Telegram is out of reach, and that is found out anew each second. */
    @Test
    void manyMomentsInWhichNothingGetsThroughAreToldOnce() {
        for (int tenth = 0; tenth < 100; tenth += 10) {
            notice.putOff(WaitCause.OUT_OF_REACH, nanos(tenth));
            notice.waitsToTry(new Pacing.Wait(WaitCause.OUT_OF_REACH, nanos(tenth) + nanos(3), null), nanos(tenth));
            notice.waitsToTry(pace(nanos(tenth + 3), nanos(7)), nanos(tenth + 3));
            assertThat(told).hasSize(tenth < 20 ? 0 : 1);
        }
        notice.goesOn();
        notice.waitsToTry(pace(nanos(100), nanos(7)), nanos(100));
        assertThat(told)
                .containsExactly(
                        new RunWaiting(7, WaitCause.OUT_OF_REACH, null, NOON.minusSeconds(2)),
                        new RunWaiting(7, null, null, null));
    }

    @Test
    void aSlowPaceDoesNotHideThatNothingGetsThrough() {
        notice.putOff(WaitCause.OUT_OF_REACH, 0);
        notice.waitsToTry(pace(nanos(10), nanos(90)), nanos(10));
        notice.putOff(WaitCause.OUT_OF_REACH, nanos(100));
        notice.waitsToTry(pace(nanos(110), nanos(90)), nanos(110));
        assertThat(told)
                .containsExactly(
                        new RunWaiting(7, WaitCause.PACE, NOON.plusSeconds(9), null),
                        new RunWaiting(7, WaitCause.OUT_OF_REACH, NOON.plusSeconds(9), NOON.minusSeconds(11)));
    }

    private static Pacing.Wait pace(long now, long nanos) {
        return new Pacing.Wait(WaitCause.PACE, now + nanos, null);
    }

    private static long nanos(int tenths) {
        return TimeUnit.MILLISECONDS.toNanos(100L * tenths);
    }

    private void waitSeconds(int seconds) {
        notice.waitsFor(WaitCause.FLOOD_WAIT, TimeUnit.SECONDS.toNanos(seconds));
    }
}
