package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
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
    record Limit(int burst, Duration every) {
        Duration room() {
            return every.multipliedBy(burst - 1L);
        }
    }

    /** Something that is limited, and how. */
    record Try(String key, Limit limit) {}

    /**
     * Counts a guess, unless it turns out to be right, or is not looked at.
     *
     * @throws AccessRefused too often, or what the guess throws: then it was not looked at
     */
    boolean isRight(BooleanSupplier guess, Try... tries) {
        // all before any is counted: who is refused leaves nothing behind
        for (var each : tries) {
            refuseUnlessFree(Secret.hash(each.key), time.now(), each.limit);
        }
        var taken = new ArrayList<Try>();
        boolean isCounted = false;
        try {
            for (var each : tries) {
                count(Secret.hash(each.key), time.now(), each.limit);
                taken.add(each);
            }
            boolean right = guess.getAsBoolean();
            isCounted = !right;
            return right;
        } finally {
            if (!isCounted) {
                taken.forEach(each -> takeBack(each.key, each.limit));
            }
        }
    }

    /**
     * Counts a try. Of many at once no more are let through than one after the other: the row decides.
     *
     * @throws AccessRefused too often
     */
    void take(String key, Limit limit) {
        var hash = Secret.hash(key);
        var now = time.now();
        refuseUnlessFree(hash, now, limit);
        count(hash, now, limit);
    }

    private void count(String hash, Instant now, Limit limit) {
        int counted = storage.write(handle -> handle.createUpdate(sql.get("note-try"))
                .bind("key", hash)
                .bind("now", now)
                .bind("step", limit.every.toMillis())
                .bind("full", now.plus(limit.room()))
                .execute());
        if (counted == 0) {
            refuseUnlessFree(hash, now, limit);
            throw AccessRefused.tooOften(limit.every);
        }
    }

    /** Who is refused here wrote nothing. */
    private void refuseUnlessFree(String hash, Instant now, Limit limit) {
        var free = storage.read(handle -> handle.createQuery(sql.get("throttled"))
                        .bind("key", hash)
                        .mapTo(Instant.class)
                        .findOne()
                        .orElse(now))
                .minus(limit.room());
        // a row that lies further ahead than any try can have moved it is of before the clock was turned back
        if (free.isAfter(now) && !free.isAfter(now.plus(limit.every))) {
            throw AccessRefused.tooOften(Duration.between(now, free));
        }
    }

    private void takeBack(String key, Limit limit) {
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
