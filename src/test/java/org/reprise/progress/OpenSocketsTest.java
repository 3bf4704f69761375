package org.reprise.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenSocketsTest {
    private final AtomicInteger listening = new AtomicInteger(OpenSockets.MAX);
    private final AtomicLong now = new AtomicLong();
    private final OpenSockets sockets = new OpenSockets(listening::get, now::get);

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
        now.set(TimeUnit.SECONDS.toNanos(2));
        takeAll(OpenSockets.MAX);
    }

    private void takeAll(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(sockets.takeAnother()).isTrue();
        }
    }
}
