package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.session.SessionLanes;
import org.reprise.testing.TestTime;

class OutcomeRecorderTest {
    private final TestTime time = new TestTime(Instant.parse("2026-01-01T12:00:00Z"), Long.MAX_VALUE - 1);
    private final SessionLanes lanes = new SessionLanes(null, null, time);
    private final LivingRuns living = new LivingRuns();
    private final RunTools tools = new RunTools(null, null, null, null, lanes, living, event -> {});
    private final OutcomeRecorder outcomes = new OutcomeRecorder(tools, null, null);

    /** However many there are, together they commit no more than some two hundred times a second. */
    @ParameterizedTest
    @CsvSource({"1, 100", "20, 100", "64, 320", "200, 1000", "2000, 1000"})
    void outcomesWaitLongerForOthersTheMoreRunsThereAre(int runs, long millis) {
        for (int number = 1; number <= runs; number++) {
            living.add(new RunHandle(null, lanes, time, number, 1));
        }
        long begin = time.nanos();
        outcomes.add(new Outcome(7, State.SENT, null, 1), begin);
        time.pass(Duration.ofMillis(millis - 1));
        assertThat(outcomes.due(time.nanos(), 2)).isFalse();
        assertThat(outcomes.nanosToDue(time.nanos(), 0))
                .isEqualTo(Duration.ofMillis(1).toNanos());
        time.pass(Duration.ofMillis(1));
        assertThat(outcomes.due(time.nanos(), 2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true"})
    void enoughOfThemWaitForNoMore(int many, boolean due) {
        for (int user = 1; user <= many; user++) {
            outcomes.add(new Outcome(user, State.SENT, null, 1), time.nanos());
        }
        assertThat(outcomes.due(time.nanos(), 2)).isEqualTo(due);
    }
}
