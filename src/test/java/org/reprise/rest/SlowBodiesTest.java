package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowBodiesTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong now = new AtomicLong();
    private final SlowBodies bodies = new SlowBodies(timer, now::get);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aReadThatTakesTooLongIsEnded() {
        try (var wait = bodies.open()) {
            assertThatThrownBy(() -> wait.within(1_000, () -> {
                        now.set(1_000);
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
            now.set(1_000_000);
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
