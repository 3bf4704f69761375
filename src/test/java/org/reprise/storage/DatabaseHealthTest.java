package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class DatabaseHealthTest {
    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class.getName());

    private final List<String> lines = new ArrayList<>();
    private final Handler console = new Handler() {
        @Override
        public void publish(LogRecord event) {
            lines.add(event.getLevel() + " " + event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final DatabaseHealth health = new DatabaseHealth(time);

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.INFO);
        LOG.addHandler(console);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(console);
        LOG.setLevel(null);
    }

    /** @return when it began */
    private long passMoment() {
        long before = time.nanos();
        time.pass(Duration.ofNanos(1));
        return before;
    }

    @Test
    void fortyStatementsThatMeetOneTroubleAreOneLineAndItsEndAnother() {
        for (int i = 0; i < 40; i++) {
            health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", passMoment());
        }
        health.read(time.nanos());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("WARNING").contains("out of reach");
        assertThat(lines.get(1)).startsWith("INFO").contains("works again");
    }

    @Test
    void whoWaitedForAConnectionSinceBeforeTheEndTellsNothingNew() {
        long asked = passMoment();
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        passMoment();
        health.wrote(time.nanos());
        time.pass(Duration.ofSeconds(30));
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        health.failed(DatabaseTrouble.NO_ANSWER, "no connection within 30 s", asked);
        assertThat(health.trouble()).isEmpty();
        assertThat(lines).hasSize(2);
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", time.nanos());
        assertThat(health.trouble()).contains(DatabaseTrouble.OUT_OF_REACH);
        assertThat(lines).hasSize(3);
    }

    @Test
    void whatWasUnderWayAsItCameIsNoEndOfIt() {
        long asked = passMoment();
        health.failed(DatabaseTrouble.OUT_OF_REACH, "cut off", passMoment());
        health.wrote(asked);
        health.read(asked);
        assertThat(health.trouble()).contains(DatabaseTrouble.OUT_OF_REACH);
        assertThat(lines).hasSize(1);
    }

    @Test
    void aSmallWriteThatFindsRoomIsNoEndOfAFullDisk() {
        health.failed(DatabaseTrouble.FULL, "disk full", passMoment());
        health.wrote(time.nanos());
        health.probed();
        health.failed(DatabaseTrouble.FULL, "disk full", passMoment());
        assertThat(health.trouble()).contains(DatabaseTrouble.FULL);
        assertThat(lines).hasSize(1);
        time.pass(Duration.ofSeconds(40));
        health.wrote(time.nanos());
        assertThat(health.trouble()).isEmpty();
        assertThat(lines).hasSize(2);
    }

    @Test
    void whatAStatementMeetsInTheDatabaseIsNewHoweverLongItTook() {
        long asked = passMoment();
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        health.wrote(time.nanos());
        health.failed(DatabaseTrouble.FULL, "disk full", asked);
        assertThat(health.trouble()).contains(DatabaseTrouble.FULL);
    }
}
