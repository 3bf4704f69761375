package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class PacedInputTest {
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final SlowBodies.Wait wait = new SlowBodies(timer, time).open();

    @AfterEach
    void stop() {
        wait.close();
        timer.shutdownNow();
    }

    /** A client whose next bytes take so long to come. */
    private final class Client extends ServletInputStream {
        private final Duration takes;
        private final int bytes;

        Client(Duration takes, int bytes) {
            this.takes = takes;
            this.bytes = bytes;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            time.pass(takes);
            return bytes;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private PacedInput from(Duration takes, int bytes) {
        return new PacedInput(new Client(takes, bytes), wait, BodyPace.OF_FILES);
    }

    private static void read(PacedInput body, int times) throws IOException {
        for (int time = 0; time < times; time++) {
            body.read(new byte[16 << 10]);
        }
    }

    @Test
    void aFileThatComesTooSlowlyIsEndedAfterItsWindow() throws IOException {
        var body = from(Duration.ofSeconds(5), 5_000);
        read(body, 4);
        assertThatThrownBy(() -> read(body, 1)).isInstanceOf(SlowBodies.TooSlow.class);
    }

    @Test
    void aFileThatKeepsThePaceMayTakeAsLongAsItNeeds() throws IOException {
        var body = from(Duration.ofSeconds(5), 5_200);
        read(body, 1_000);
        assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(5_000));
    }

    @Test
    void timeInWhichNobodyWaitsForTheClientDoesNotCount() throws IOException {
        var body = from(Duration.ofSeconds(1), 1);
        for (int part = 0; part < 20; part++) {
            time.pass(Duration.ofMinutes(1));
            read(body, 1);
        }
        assertThatThrownBy(() -> read(body, 1)).isInstanceOf(SlowBodies.TooSlow.class);
    }
}
