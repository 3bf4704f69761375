package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class PendingCallTest {
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);

    private PendingCall call() {
        return new PendingCall(Duration.ofSeconds(20), DepartureNote.NONE, () -> true, time);
    }

    @Test
    void aCallIsLateWhenItsPatienceIsOverAndNotBefore() {
        var call = call();
        time.pass(Duration.ofSeconds(20));
        assertThat(call.isLate()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(call.isLate()).isTrue();
    }

    @Test
    void whoeverTurnsTheClockMakesNoCallLate() {
        var call = call();
        time.turn(Duration.ofHours(1));
        assertThat(call.isLate()).isFalse();
    }

    @Test
    void aCallThatIsGivenUpBeforeItLeftNeverDoes() {
        var call = call();
        call.giveUp(CallFailure.NO_CONNECTION_IN_TIME);
        assertThat(call.mayLeave()).isFalse();
        assertThat(call.reply()).isCompletedWithValue(new Reply.NeverLeft(CallFailure.NO_CONNECTION_IN_TIME));
    }
}
