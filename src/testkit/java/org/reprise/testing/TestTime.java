package org.reprise.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.reprise.TimeSource;

/** A time that stands still until a test moves it. Safe for many threads. */
public final class TestTime implements TimeSource {
    private Instant wall;
    private long ticks;

    /** @param ticks where the ticker begins; any number will do, also one near to its overflow */
    public TestTime(Instant wall, long ticks) {
        this.wall = wall;
        this.ticks = ticks;
    }

    public static TestTime at(String wall) {
        return new TestTime(Instant.parse(wall), 0);
    }

    /** No set one, but this machine's, which goes on by itself. */
    public static TimeSource running() {
        return TimeSource.of(Clock.systemUTC());
    }

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long nanos() {
        return ticks;
    }

    /** Time passes. */
    public synchronized void pass(Duration time) {
        wall = wall.plus(time);
        ticks += time.toNanos();
    }

    /** Somebody turns the wall clock; the ticker does not mind. */
    public synchronized void turn(Duration by) {
        wall = wall.plus(by);
    }
}
