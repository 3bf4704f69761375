package org.reprise.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingNoticeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Object> told = new ArrayList<>();
    private Instant now = NOON;
    private final WaitingNotice notice = new WaitingNotice(7, told::add, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void aWaitIsToldOnceAndItsEnd() {
        waitSeconds(60);
        now = NOON.plusSeconds(20);
        waitSeconds(40);
        notice.goesOn();
        assertThat(told)
                .containsExactly(new RunWaiting(7, "flood wait", NOON.plusSeconds(60)), new RunWaiting(7, null, null));
    }

    @Test
    void aClockThatIsTurnedBackBringsTheEndWithIt() {
        waitSeconds(60);
        now = NOON.minus(Duration.ofDays(1));
        waitSeconds(50);
        assertThat(told).last().isEqualTo(new RunWaiting(7, "flood wait", now.plusSeconds(50)));
    }

    @Test
    void aMomentIsNotWorthTelling() {
        notice.waitsFor("pace", TimeUnit.MILLISECONDS.toNanos(1_900));
        assertThat(told).isEmpty();
    }

    /** Telegram is out of reach, and that is found out anew each second. */
    @Test
    void manyMomentsInWhichNothingGetsThroughAreToldOnce() {
        for (int tenth = 0; tenth < 100; tenth += 10) {
            notice.putOff("out of reach", nanos(tenth));
            notice.waitsToTry("out of reach", nanos(tenth), nanos(3));
            notice.waitsToTry("pace", nanos(tenth + 3), nanos(7));
            assertThat(told).hasSize(tenth < 20 ? 0 : 1);
        }
        notice.goesOn();
        notice.waitsToTry("pace", nanos(100), nanos(7));
        assertThat(told).containsExactly(new RunWaiting(7, "out of reach", null), new RunWaiting(7, null, null));
    }

    @Test
    void aSlowPaceDoesNotHideThatNothingGetsThrough() {
        notice.putOff("out of reach", 0);
        notice.waitsToTry("pace", nanos(10), nanos(90));
        notice.putOff("out of reach", nanos(100));
        notice.waitsToTry("pace", nanos(110), nanos(90));
        assertThat(told)
                .containsExactly(
                        new RunWaiting(7, "pace", NOON.plusSeconds(9)),
                        new RunWaiting(7, "out of reach", NOON.plusSeconds(9)));
    }

    private static long nanos(int tenths) {
        return TimeUnit.MILLISECONDS.toNanos(100L * tenths);
    }

    private void waitSeconds(int seconds) {
        notice.waitsFor("flood wait", TimeUnit.SECONDS.toNanos(seconds));
    }
}
