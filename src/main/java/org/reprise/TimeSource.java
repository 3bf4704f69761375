package org.reprise;

import java.time.Clock;
import java.time.Instant;

/**
 * Where the time comes from for everything that waits, paces or gives up: the wall clock, which may be turned, and a
 * ticker, which only ever goes on. Tests set both. What is only written down may take the {@link Clock} that this one
 * is made of.
 */
public interface TimeSource {

    /** What the wall clock says: for what people read and storage keeps. */
    Instant now();

    /** Nanoseconds since a moment that nobody knows: only differences mean anything. For waits and paces. */
    long nanos();

    /** That clock, beside this machine's own ticker. */
    static TimeSource of(Clock clock) {
        return new TimeSource() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
