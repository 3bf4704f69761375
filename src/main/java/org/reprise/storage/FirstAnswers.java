package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

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

    private final Statements sql = Statements.of("storage");
    private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);
    private final Storage storage;
    private final Clock clock;
    private final Duration patience;

    /** What {@link #turn} says. */
    public sealed interface Turn {}

    /**
     * Nobody asked before, or whoever did is gone: now {@link #finish} or {@link #forget}.
     *
     * @param at when it began; with path and key it names the request
     */
    public record Begun(String path, String key, Instant at) implements Turn {}

    /** What the first one was answered. */
    public record Answer(int status, String body) implements Turn {}

    /** The first one has no answer after 12 seconds. */
    public record AtWork() implements Turn {}

    protected FirstAnswers() {
        this(null, null, null);
    }

    @Inject
    public FirstAnswers(Storage storage, Clock clock) {
        this(storage, clock, PATIENCE);
    }

    FirstAnswers(Storage storage, Clock clock, Duration patience) {
        this.storage = storage;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Begins a request, or gives the answer that it had before; waits for one that is at work.
     *
     * @param path up to 200 characters
     * @param key 1 to 200 characters
     */
    public Turn turn(String path, String key) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            var first = look(path, key);
            if (first.isPresent() && first.get().answer != null) {
                return first.get().answer;
            }
            if (first.isEmpty() || isAbandoned(first.get().at)) {
                var begun = tryToBegin(new Begun(path, key, clock.instant()));
                if (begun.isPresent()) {
                    return begun.get();
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        } while (System.nanoTime() - end < 0);
        return new AtWork();
    }

    /** One that is to begin in a while was begun before the clock was turned back. */
    private boolean isAbandoned(Instant begun) {
        return Duration.between(begun, clock.instant()).abs().compareTo(ABANDONED) > 0;
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
            int won = update(handle, "begin", request).execute()
                    + update(handle, "take-over", request)
                            .bind("abandoned", request.at.minus(ABANDONED))
                            .bind("ahead", request.at.plus(ABANDONED))
                            .execute();
            return won > 0 ? Optional.of(request) : Optional.empty();
        });
    }

    /** The table has no index by time, so not at every request. */
    private boolean isTimeToPurge(Instant now) {
        var last = purged.get();
        return now.isAfter(last.plus(BETWEEN_PURGES)) && purged.compareAndSet(last, now);
    }

    public void finish(Begun request, int status, String body) {
        storage.write(handle -> update(handle, "finish", request)
                .bind("status", status)
                .bind("body", body)
                .execute());
    }

    /** It came to nothing: the next one is the first. */
    public void forget(Begun request) {
        storage.write(handle -> update(handle, "forget", request).execute());
    }

    private Update update(Handle handle, String statement, Begun request) {
        return handle.createUpdate(sql.get(statement))
                .bind("path", request.path)
                .bind("key", request.key)
                .bind("at", request.at);
    }
}
