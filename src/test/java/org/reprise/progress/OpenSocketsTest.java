package org.reprise.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class OpenSocketsTest {
    private final AtomicInteger listening = new AtomicInteger(OpenSockets.MAX);
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE);
    private final OpenSockets sockets = new OpenSockets(listening::get, time);

    @Test
    void noMoreAreOpenedThanTheServerCanTellInTime() {
        takeAll(OpenSockets.MAX);
        assertThat(sockets.takeAnother()).isFalse();
        assertThat(sockets.takeAnother()).isFalse();
    }

    @Test
    void whereSomeWentAwayOthersAreTakenIn() {
        takeAll(OpenSockets.MAX);
        listening.set(OpenSockets.MAX - 2);
        takeAll(2);
        assertThat(sockets.takeAnother()).isFalse();
        listening.set(0);
        assertThat(sockets.takeAnother()).as("they are counted once a second").isFalse();
        time.pass(Duration.ofSeconds(1));
        takeAll(OpenSockets.MAX);
    }

    private void takeAll(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(sockets.takeAnother()).isTrue();
        }
    }
}
