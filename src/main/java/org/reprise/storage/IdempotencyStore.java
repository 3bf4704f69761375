package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.reprise.TimeSource;

/**
 * Remembers the answer to each (caller, route, key) for a week, across restarts and servers. Of requests at the same
 * time one is let through; the others wait for its answer.
 */
@ApplicationScoped
public class IdempotencyStore {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
    private static final Duration WAIT_FOR_FIRST = Duration.ofSeconds(12);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Statements sql = Statements.of("storage");
    private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);
    private final Storage storage;
    private final TimeSource time;
    private final Duration waitForFirst;

    /**
     * Who asked what under which key.
     *
     * @param caller whose key it is, up to 200 characters; empty while nobody signs in
     * @param route method and path, up to 220 characters
     * @param key 1 to 200 characters
     */
    public record Request(String caller, String route, String key) {}

    /**
     * An answer to be given again.
     *
     * @param fingerprint of the request that it answers; null: of a version that knew none
     * @param location the header of that name, or null
     * @param tag the header ETag, or null
     * @param body null: there is none
     */
    public record Answer(int status, String fingerprint, String location, String tag, String body) implements Turn {}

    /** What {@link #begin} says. */
    public sealed interface Turn {}

    /**
     * Nobody asked before, or whoever did is gone: now {@link #finish} or {@link #forget}.
     *
     * @param at when it began; with the request it names this attempt
     */
    public record Started(Request request, Instant at) implements Turn {}

    /** The first one has no answer after 12 seconds. */
    public record InProgress() implements Turn {}

    @Inject
    public IdempotencyStore(Storage storage, TimeSource time) {
        this(storage, time, WAIT_FOR_FIRST);
    }

    IdempotencyStore(Storage storage, TimeSource time, Duration waitForFirst) {
        this.storage = storage;
        this.time = time;
        this.waitForFirst = waitForFirst;
    }

    /**
     * Begins a request, or gives the answer that it had before; waits for one that is in progress.
     *
     * @param longest no request of this route takes so long: whoever began one before is gone
     */
    public Turn begin(Request request, Duration longest) {
        long end = time.nanos() + waitForFirst.toNanos();
        do {
            var first = look(request);
            if (first.isPresent() && first.get().answer != null) {
                return first.get().answer;
            }
            if (first.isEmpty() || isAbandoned(first.get().at, longest)) {
                var started = tryToStart(new Started(request, time.now()), longest);
                if (started.isPresent()) {
                    return started.get();
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } while (time.nanos() - end < 0);
        return new InProgress();
    }

    /** One that is to begin in a while was begun before the clock was turned back. */
    private boolean isAbandoned(Instant begun, Duration longest) {
        return Duration.between(begun, time.now()).abs().compareTo(longest) > 0;
    }

    private record First(Instant at, Answer answer) {}

    private Optional<First> look(Request request) {
        return storage.read(handle -> handle.createQuery(sql.get("first"))
                .bind("caller", request.caller)
                .bind("route", request.route)
                .bind("key", request.key)
                .map((row, context) -> new First(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getInt("status") == 0
                                ? null
                                : new Answer(
                                        row.getInt("status"),
                                        row.getString("fingerprint"),
                                        row.getString("location"),
                                        row.getString("tag"),
                                        row.getString("body"))))
                .findOne());
    }

    private Optional<Started> tryToStart(Started attempt, Duration longest) {
        return storage.write(handle -> {
            if (isTimeToPurge(attempt.at)) {
                handle.createUpdate(sql.get("purge"))
                        .bind("before", attempt.at.minus(KEPT))
                        .execute();
            }
            int won = update(handle, "begin", attempt).execute()
                    + update(handle, "take-over", attempt)
                            .bind("abandoned", attempt.at.minus(longest))
                            .bind("ahead", attempt.at.plus(longest))
                            .execute();
            return won > 0 ? Optional.of(attempt) : Optional.empty();
        });
    }

    /** The table has no index by time, so not at every request. */
    private boolean isTimeToPurge(Instant now) {
        var last = purged.get();
        return now.isAfter(last.plus(BETWEEN_PURGES)) && purged.compareAndSet(last, now);
    }

    public void finish(Started attempt, Answer answer) {
        storage.write(handle -> update(handle, "finish", attempt)
                .bind("status", answer.status)
                .bind("fingerprint", answer.fingerprint)
                .bind("location", answer.location)
                .bind("tag", answer.tag)
                .bind("body", answer.body)
                .execute());
    }

    /** It came to nothing: the next one is the first. */
    public void forget(Started attempt) {
        storage.write(handle -> update(handle, "forget", attempt).execute());
    }

    private Update update(Handle handle, String statement, Started attempt) {
        return handle.createUpdate(sql.get(statement))
                .bind("caller", attempt.request.caller)
                .bind("route", attempt.request.route)
                .bind("key", attempt.request.key)
                .bind("at", attempt.at);
    }
}
