package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.reprise.TimeSource;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * How often something may be tried: a burst, then one at a time. In the database, so that a restart forgives nothing.
 * One row for each key holds the time at which all that was tried would have been paid for (GCRA); who is refused
 * writes nothing.
 */
@ApplicationScoped
public class Throttle {
    private final Statements sql = Statements.of("access");
    private final Storage storage;
    private final TimeSource time;

    @Inject
    public Throttle(Storage storage, TimeSource time) {
        this.storage = storage;
        this.time = time;
    }

    /**
     * @param burst so many at once
     * @param every then one each
     */
    record Limit(int burst, Duration every) {}

    /**
     * Counts a try.
     *
     * @throws AccessRefused too often
     */
    void take(String key, Limit limit) {
        var hash = Secret.hash(key);
        var now = time.now();
        var paid = storage.read(handle -> handle.createQuery(sql.get("throttled"))
                .bind("key", hash)
                .mapTo(Instant.class)
                .findOne()
                .orElse(now));
        var free = paid.minus(limit.every.multipliedBy(limit.burst - 1L));
        // a clock that was turned back, or a limit that was another before, locks nobody out for longer
        if (free.isAfter(now) && free.isBefore(now.plus(limit.every.multipliedBy(2)))) {
            throw AccessRefused.tooOften(Duration.between(now, free));
        }
        storage.write(handle -> handle.createUpdate(sql.get("note-try"))
                .bind("key", hash)
                .bind("now", now)
                .bind("step", limit.every.toMillis())
                .execute());
    }

    /** What was counted was no guess. */
    void takeBack(String key, Limit limit) {
        storage.write(handle -> handle.createUpdate(sql.get("take-back-try"))
                .bind("key", Secret.hash(key))
                .bind("step", limit.every.toMillis())
                .execute());
    }

    /** Of those that are free again nothing has to be known. */
    void forgetOld() {
        storage.write(handle -> handle.createUpdate(sql.get("forget-tries"))
                .bind("now", time.now())
                .execute());
    }
}
