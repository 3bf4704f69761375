package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * Remembers the first answer to each (path, key), for a week, across restarts and servers: of requests at the same time
 * one is let through, the others wait for its answer.
 */
@ApplicationScoped
public class FirstAnswers {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    /** No transition takes this long: whoever began it is gone. */
    private static final Duration ABANDONED = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

    private final Statements sql = Statements.of("rest");
    private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);
    private final Storage storage;
    private final Clock clock;
    private final Duration patience;

    /** @param at when it began; with path and key it names the request */
    record Begun(String path, String key, Instant at) {}

    record Answer(int status, String body) {}

    /** Exactly one is there. */
    record Turn(Begun begun, Answer answer) {}

    protected FirstAnswers() {
        this(null, null, null);
    }

    @Inject
    FirstAnswers(Storage storage, Clock clock) {
        this(storage, clock, PATIENCE);
    }

    FirstAnswers(Storage storage, Clock clock, Duration patience) {
        this.storage = storage;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Begins a request, or gives the answer that it had before. Whoever begins must {@link #finish} or {@link #forget}.
     *
     * @param path up to 200 characters
     * @param key 1 to 200 characters
     * @throws RequestRefused when the first request is still at work after 12 seconds
     */
    Turn turn(String path, String key) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            var first = look(path, key);
            if (first.isPresent() && first.get().answer != null) {
                return new Turn(null, first.get().answer);
            }
            if (first.isEmpty() || first.get().at.isBefore(clock.instant().minus(ABANDONED))) {
                var begun = tryToBegin(new Begun(path, key, clock.instant()));
                if (begun.isPresent()) {
                    return new Turn(begun.get(), null);
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        } while (System.nanoTime() - end < 0);
        throw new RequestRefused(
                RequestRefused.Code.AT_WORK, "The first request with this Idempotency-Key is still at work.");
    }

    private record First(Instant at, Answer answer) {}

    private Optional<First> look(String path, String key) {
        return storage.read(handle -> handle.createQuery(sql.get("first"))
                .bind("path", path)
                .bind("key", key)
                .map((row, context) -> new First(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getInt("status") == 0 ? null : new Answer(row.getInt("status"), row.getString("body"))))
                .findOne());
    }

    private Optional<Begun> tryToBegin(Begun request) {
        return storage.write(handle -> {
            if (isTimeToPurge(request.at)) {
                handle.createUpdate(sql.get("purge"))
                        .bind("before", request.at.minus(KEPT))
                        .execute();
            }
            int won = handle.createUpdate(sql.get("begin")).bindMethods(request).execute()
                    + handle.createUpdate(sql.get("take-over"))
                            .bindMethods(request)
                            .bind("abandoned", request.at.minus(ABANDONED))
                            .execute();
            return won > 0 ? Optional.of(request) : Optional.empty();
        });
    }

    /** The table has no index by time, so not at every request. */
    private boolean isTimeToPurge(Instant now) {
        var last = purged.get();
        return now.isAfter(last.plus(BETWEEN_PURGES)) && purged.compareAndSet(last, now);
    }

    void finish(Begun request, int status, String body) {
        storage.write(handle -> handle.createUpdate(sql.get("finish"))
                .bindMethods(request)
                .bind("status", status)
                .bind("body", body)
                .execute());
    }

    /** It came to nothing: the next one is the first. */
    void forget(Begun request) {
        storage.write(handle ->
                handle.createUpdate(sql.get("forget")).bindMethods(request).execute());
    }
}
