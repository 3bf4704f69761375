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

    private void waitSeconds(int seconds) {
        notice.waitsFor("flood wait", TimeUnit.SECONDS.toNanos(seconds));
    }
}
