package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.TestTime;

class InFlightMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final InFlightMessages messages = new InFlightMessages(() -> 0, time);

    @Test
    void aMessageWithoutAWordInTimeIsUncertainAndItsChatFree() {
        var flight = messages.begin(5, PATIENCE, 0);
        time.pass(PATIENCE);
        messages.passed(time.nanos());
        assertThat(flight.outcome).isNotDone();
        assertThat(messages.begin(5, PATIENCE, 0)).isNull();
        time.pass(Duration.ofNanos(1));
        messages.passed(time.nanos());
        assertThat(flight.outcome)
                .isCompletedWithValue(new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME));
        assertThat(messages.begin(5, PATIENCE, 0)).isNotNull();
    }

    @Test
    void whatWasSentIsKnownByTheIdThatItHasFromThenOn() {
        var flight = messages.begin(5, PATIENCE, 0);
        messages.took(flight, TdRequest.of("message").add("id", 41).build());
        messages.sent(5, 40, 1 << 20);
        assertThat(flight.outcome).as("an earlier process sent that one").isNotDone();
        messages.sent(5, 41, 2 << 20);
        assertThat(flight.outcome).isCompletedWithValue(new SendOutcome.Sent(2 << 20));
    }

    @Test
    void eachWaitsForItsOwnTime() {
        var first = messages.begin(5, PATIENCE, 0);
        time.pass(Duration.ofSeconds(20));
        var second = messages.begin(6, PATIENCE, 0);
        time.pass(Duration.ofSeconds(11));
        messages.passed(time.nanos());
        assertThat(first.outcome).isDone();
        assertThat(second.outcome).isNotDone();
    }
}
