package org.reprise.telegram.botapi;

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
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.testing.TestTime;

class HearingStatusTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Logger LOG = Logger.getLogger(HearingStatus.class.getName());
    private final Session session = new Session(1, 1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
    private final TestTime time = new TestTime(NOON, 0);
    private final HearingStatus status = new HearingStatus(time, new SenderReach(time));
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setLevel(Level.ALL);
        status.listensAnew(session);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setLevel(null);
    }

    @Test
    void catchesUpFirst() {
        assertThat(status.isCaughtUp(session)).isFalse();
        assertThat(status.of(session)).isEqualTo(new Hearing.CatchingUp(NOON));
        assertThat(status.of(session).isWorthAWarning(NOON.plusSeconds(59))).isFalse();
        assertThat(status.of(session).isWorthAWarning(NOON.plusSeconds(60))).isTrue();
        status.caughtUp(session);
        assertThat(status.of(session)).isEqualTo(new Hearing.Listening());
        assertThat(logged).isEmpty();
    }

    @Test
    void catchesUpAgainAfterItWasDeaf() {
        status.caughtUp(session);
        status.isDeaf(session, Cause.FOREIGN_WEBHOOK, "other.example");
        assertThat(status.isCaughtUp(session)).isTrue();
        time.pass(Duration.ofSeconds(5));
        status.fallsBehind(session);
        assertThat(status.isCaughtUp(session)).isFalse();
        status.hears(session);
        assertThat(status.of(session)).isEqualTo(new Hearing.CatchingUp(NOON.plusSeconds(5)));
    }

    @Test
    void isDeafSinceTheFirstTimeAndHearsAgain() {
        status.caughtUp(session);
        status.isDeaf(session, Cause.OTHER_PROGRAM, null);
        time.pass(Duration.ofSeconds(30));
        status.isDeaf(session, Cause.OTHER_PROGRAM, null);
        assertThat(status.of(session)).isEqualTo(new Hearing.Deaf(Cause.OTHER_PROGRAM, NOON, null));
        status.hears(session);
        assertThat(status.of(session)).isEqualTo(new Hearing.Listening());
        assertThat(logged).hasSize(2);
        assertThat(logged.get(0)).contains("session shop does not hear", "end that program");
        assertThat(logged.get(1)).isEqualTo("session shop hears again what people write to it");
    }

    @Test
    void whatComesAndGoesIsLoggedOnceInTenMinutes() {
        for (int round = 0; round < 9; round++) {
            status.isDeaf(session, Cause.FOREIGN_WEBHOOK, "other.example");
            time.pass(Duration.ofSeconds(30));
            status.hears(session);
            time.pass(Duration.ofSeconds(30));
        }
        assertThat(logged).hasSize(2);
        time.pass(Duration.ofMinutes(10));
        status.isDeaf(session, Cause.FOREIGN_WEBHOOK, "other.example");
        assertThat(logged).hasSize(3).last().asString().endsWith("(other.example)");
    }

    @Test
    void anotherCauseIsNewsAtOnce() {
        status.isDeaf(session, Cause.UNREACHABLE, null);
        time.pass(Duration.ofSeconds(5));
        status.isDeaf(session, Cause.OTHER_PROGRAM, null);
        assertThat(status.of(session)).isEqualTo(new Hearing.Deaf(Cause.OTHER_PROGRAM, NOON.plusSeconds(5), null));
        assertThat(logged).hasSize(2);
    }

    @Test
    void ofASessionThatNobodyListensToNothingIsKept() {
        status.forget(session);
        status.isDeaf(session, Cause.OTHER_PROGRAM, null);
        assertThat(status.of(session)).isEqualTo(new Hearing.Listening());
        assertThat(status.isCaughtUp(session)).isTrue();
        assertThat(logged).isEmpty();
    }
}
