package org.reprise.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;

/**
 * So much within a stretch of time, for each key; what is used comes back evenly. In memory: a restart forgives it. One
 * number a key, the moment at which all that was used has come back (GCRA). Safe for many threads.
 */
final class Rate {
    /** Whoever has more addresses than this is not held back by counting each. */
    private static final int MAX_KEYS = 20_000;

    private final long limit;
    private final Duration per;
    private final TimeSource time;
    private final Map<String, Long> backAt = new ConcurrentHashMap<>();

    /** @param limit 0: none */
    Rate(long limit, Duration per, TimeSource time) {
        this.limit = limit;
        this.per = per;
        this.time = time;
    }

    long limit() {
        return limit;
    }

    Duration per() {
        return per;
    }

    /** @return how long to wait; empty: it was taken */
    Optional<Duration> take(String key, long amount) {
        if (limit == 0) {
            return Optional.empty();
        }
        long now = time.nanos();
        var wait = new long[1];
        backAt.compute(key, (same, before) -> {
            long next = fromNow(before, now) + nanos(amount);
            wait[0] = next - per.toNanos();
            return wait[0] > 0 ? before : Long.valueOf(now + next);
        });
        makeRoom(now);
        return wait[0] > 0 ? Optional.of(Duration.ofNanos(wait[0])) : Optional.empty();
    }

    /** Of something whose size is known only afterwards: it may be more than was left. */
    void add(String key, long amount) {
        if (limit > 0) {
            long now = time.nanos();
            backAt.compute(key, (same, before) -> now + fromNow(before, now) + nanos(amount));
            makeRoom(now);
        }
    }

    long used(String key) {
        return limit == 0 ? 0 : Math.round(fromNow(backAt.get(key), time.nanos()) / (double) per.toNanos() * limit);
    }

    /** Nanoseconds until all of it has come back. */
    private static long fromNow(Long back, long now) {
        return back == null ? 0 : Math.max(0, back - now);
    }

    private long nanos(long amount) {
        return (long) (per.toNanos() / (double) limit * amount);
    }

    private void makeRoom(long now) {
        if (backAt.size() > MAX_KEYS) {
            backAt.values().removeIf(back -> back - now <= 0);
            if (backAt.size() > MAX_KEYS) {
                backAt.clear();
            }
        }
    }

    int keys() {
        return backAt.size();
    }
}
