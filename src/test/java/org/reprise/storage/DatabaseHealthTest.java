package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    private long now = 1_000;
    private final DatabaseHealth health = new DatabaseHealth(() -> now);

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

    @Test
    void fortyStatementsThatMeetOneTroubleAreOneLineAndItsEndAnother() {
        for (int i = 0; i < 40; i++) {
            health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", now++);
        }
        health.read();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("WARNING").contains("out of reach");
        assertThat(lines.get(1)).startsWith("INFO").contains("works again");
    }

    @Test
    void whoWaitedForAConnectionSinceBeforeTheEndTellsNothingNew() {
        long asked = now++;
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        now++;
        health.wrote();
        now += 30_000_000_000L;
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        health.failed(DatabaseTrouble.NO_ANSWER, "no connection within 30 s", asked);
        assertThat(health.trouble()).isEmpty();
        assertThat(lines).hasSize(2);
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", now);
        assertThat(health.trouble()).contains(DatabaseTrouble.OUT_OF_REACH);
        assertThat(lines).hasSize(3);
    }

    @Test
    void whatAStatementMeetsInTheDatabaseIsNewHoweverLongItTook() {
        long asked = now++;
        health.failed(DatabaseTrouble.OUT_OF_REACH, "refused", asked);
        health.wrote();
        health.failed(DatabaseTrouble.FULL, "disk full", asked);
        assertThat(health.trouble()).contains(DatabaseTrouble.FULL);
    }
}
