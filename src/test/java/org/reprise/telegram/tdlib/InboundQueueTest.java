package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.testing.TestTime;

/** When what people did is kept, and kept again. What may wait is done at once here, on the test's thread. */
class InboundQueueTest {
    private static final Happening FIRST = new Blocked(1, Instant.EPOCH);
    private static final Happening SECOND = new Blocked(2, Instant.EPOCH);

    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final List<Happening> kept = new ArrayList<>();
    private boolean fails;
    private int tries;
    private final InboundQueue queue = new InboundQueue(Runnable::run, this::keep, time);

    private void keep(List<Happening> happenings) {
        tries++;
        if (fails) {
            throw new IllegalStateException("the database is away");
        }
        kept.addAll(happenings);
    }

    private void passes(Duration duration) {
        time.pass(duration);
        queue.passed(time.nanos());
    }

    @Test
    void whatCouldNotBeKeptIsTriedAgainAfterFiveSecondsInItsOrder() {
        fails = true;
        queue.add(FIRST);
        queue.add(SECOND);
        assertThat(tries).isEqualTo(1);
        assertThat(queue.isCaughtUp()).isFalse();
        fails = false;
        passes(Duration.ofMillis(4_999));
        assertThat(tries).isEqualTo(1);
        passes(Duration.ofMillis(1));
        assertThat(kept).containsExactly(FIRST, SECOND);
        assertThat(queue.isCaughtUp()).isTrue();
    }

    @Test
    void itIsTriedAgainAsOftenAsItTakes() {
        fails = true;
        queue.add(FIRST);
        for (int again = 0; again < 3; again++) {
            passes(Duration.ofSeconds(5));
        }
        assertThat(tries).isEqualTo(4);
        fails = false;
        passes(Duration.ofSeconds(5));
        assertThat(kept).containsExactly(FIRST);
    }

    @Test
    void aServerThatIsStoppingKeepsNothingMoreAndDoesNotBreak() {
        var stopping = new InboundQueue(
                work -> {
                    throw new RejectedExecutionException();
                },
                this::keep,
                time);
        stopping.mark();
        stopping.add(FIRST);
        stopping.mark();
        assertThat(stopping.isCaughtUp()).isFalse();
        assertThat(tries).isZero();
    }
}
