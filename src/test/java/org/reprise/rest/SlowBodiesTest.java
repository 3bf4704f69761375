package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reprise.testing.TestTime;

@Timeout(30)
class SlowBodiesTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE);
    private final SlowBodies bodies = new SlowBodies(timer, time);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aReadThatTakesTooLongIsEnded() {
        try (var wait = bodies.open()) {
            assertThatThrownBy(() -> wait.within(1_000, () -> {
                        time.pass(Duration.ofNanos(1_000));
                        return waitForEver();
                    }))
                    .isInstanceOf(SlowBodies.TooSlow.class);
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aReadInTimeIsNotDisturbedLater() throws IOException {
        try (var wait = bodies.open()) {
            assertThat(wait.within(1_000, () -> 7)).isEqualTo(7);
            time.pass(Duration.ofMillis(1));
            bodies.look();
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatElseGoesWrongIsToldAsItIs() {
        try (var wait = bodies.open()) {
            assertThatThrownBy(() -> wait.within(TimeUnit.HOURS.toNanos(1), () -> {
                        throw new IOException("gone");
                    }))
                    .hasMessage("gone");
        }
    }

    private static int waitForEver() throws IOException {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
