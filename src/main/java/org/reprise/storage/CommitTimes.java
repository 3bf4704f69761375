package org.reprise.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How long writes took, from the question to the commit: the wait for a connection, or for SQLite's one writer, is
 * included. Failed writes are not counted. Safe for many threads, which never wait for each other or for a reader.
 */
public final class CommitTimes {
    /** Upper bounds in milliseconds; slower writes fall into one more bucket. */
    private static final long[] BOUND_MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000};

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUND_MILLIS.length + 1).toArray(LongAdder[]::new);

    private final LongAdder nanos = new LongAdder();

    CommitTimes() {}

    void took(long commitNanos) {
        int bucket = 0;
        while (bucket < BOUND_MILLIS.length && commitNanos > TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS[bucket])) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(commitNanos);
    }

    /** Upper bounds of the buckets in seconds, ascending; the last one is infinite. */
    public double[] boundSeconds() {
        var bounds = new double[buckets.length];
        for (int i = 0; i < BOUND_MILLIS.length; i++) {
            bounds[i] = BOUND_MILLIS[i] / 1e3;
        }
        bounds[BOUND_MILLIS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** Commits in each bucket alone, not in those below it. */
    public long[] counts() {
        return Stream.of(buckets).mapToLong(LongAdder::sum).toArray();
    }

    /** All commits together. */
    public double totalSeconds() {
        return nanos.sum() / 1e9;
    }
}
