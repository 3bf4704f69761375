package org.reprise.telegram.botapi;

import java.time.Duration;
import java.time.Instant;

/**
 * How often another program took a bot's updates away in a row, and so how long to leave it alone: programs that undo
 * what the other does would go on as fast as they can.
 */
final class Conflicts {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 6;

    private int inARow;
    private Instant last = Instant.MIN;

    /** After ten quiet minutes a conflict is the first again. */
    void met(Instant now) {
        inARow = last.isBefore(now.minus(QUIET)) ? 1 : inARow + 1;
        last = now;
    }

    /** What stands in the way is removed at once, and the next times later and later: up to a minute. */
    Duration beforeRemoval() {
        return inARow <= 1 ? Duration.ZERO : beforeAsking();
    }

    /** 2 seconds, then twice as long each time, up to a minute. */
    Duration beforeAsking() {
        return Duration.ofSeconds(1L << Math.min(inARow, MAX_DOUBLINGS));
    }
}
