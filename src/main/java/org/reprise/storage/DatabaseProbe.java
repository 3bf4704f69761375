package org.reprise.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.TimerThreads;

/**
 * Finds out whether the database takes a write, on a thread and a connection of its own: what hangs there holds up
 * nobody else. There is one probe at a time, however many ask.
 */
@ApplicationScoped
public class DatabaseProbe {
    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class.getName());
    private static final long DEADLINE = TimeUnit.MILLISECONDS.toNanos(1_300);

    /** In trouble that is known, a probe which goes well is over sooner than that. */
    private static final long SHORT_DEADLINE = TimeUnit.MILLISECONDS.toNanos(300);

    /** What was committed so short a time ago says as much as a probe. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final int WATCH_SECONDS = 2;

    private final Statements sql = Statements.of("storage");

    private final Storage storage;
    private final FreeSpace space;
    private final DataSource source;
    private final ThreadFactory threads;
    private final ScheduledExecutorService timer;
    private final TimeSource time;
    private Future<?> watch;
    private volatile Probe current;

    /** Kept while it works, so that a server which takes no more connections can be asked; the probe's alone. */
    private Connection connection;

    private record Probe(CountDownLatch done, long begun) {
        boolean isOver() {
            return done.getCount() == 0;
        }

        long nanosTo(long deadline, long now) {
            return isOver() ? 0 : begun + deadline - now;
        }
    }

    /** @param timer for {@link #watch} alone */
    @Inject
    DatabaseProbe(
            Settings settings,
            Storage storage,
            FreeSpace space,
            @DatabaseThreads ThreadFactory threads,
            @TimerThreads ScheduledExecutorService timer,
            TimeSource time) {
        this.storage = storage;
        this.space = space;
        this.source = DatabaseByUrl.probing(settings.database());
        this.threads = threads;
        this.timer = timer;
        this.time = time;
    }

    @PostConstruct
    void open() {
        watch = timer.scheduleWithFixedDelay(this::watch, 0, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Asks the database; the answer comes within one and a half seconds, whatever hangs.
     *
     * @return what is wrong; empty: nothing
     */
    public Optional<DatabaseTrouble> ask() {
        var trouble = storage.health().trouble();
        if (trouble.isEmpty() && isFresh()) {
            return known();
        }
        var probe = look();
        long deadline = trouble.isEmpty() ? DEADLINE : SHORT_DEADLINE;
        try {
            probe.done.await(probe.nanosTo(deadline, time.nanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known();
    }

    /** As {@link #ask}, from memory: it is up to ten seconds old. */
    public Optional<DatabaseTrouble> known() {
        var probe = current;
        boolean silent = probe != null && !probe.isOver() && probe.nanosTo(DEADLINE, time.nanos()) <= 0;
        var trouble = storage.health().trouble();
        return trouble.isEmpty() && silent ? Optional.of(DatabaseTrouble.NO_ANSWER) : trouble;
    }

    private boolean isFresh() {
        return storage.health().sinceWrite() < FRESH;
    }

    /** Of a trouble the end is to be told soon, also when nobody asks. */
    private void watch() {
        var last = current;
        if (last == null || time.nanos() - last.begun > EVERY || known().isPresent()) {
            look();
        }
    }

    /** The probe that is at work, or a new one. */
    private synchronized Probe look() {
        if (current == null || current.isOver()) {
            var probe = new Probe(new CountDownLatch(1), time.nanos());
            current = probe;
            try {
                threads.newThread(() -> probe(probe)).start();
            } catch (RejectedExecutionException e) {
                // the server is going down
                probe.done.countDown();
            }
        }
        return current;
    }

    private void probe(Probe probe) {
        try {
            space.look();
            if (!isFresh() || storage.health().trouble().isPresent()) {
                write(probe);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The database could not be probed", e);
        } finally {
            probe.done.countDown();
        }
    }

    private void write(Probe probe) {
        if (storage.isWriting()) {
            // SQLite has one writer, and that is ours: it works
            return;
        }
        try {
            tryTwice();
            storage.health().probed();
        } catch (SQLException e) {
            var trouble = DatabaseTrouble.of(e);
            boolean ours = trouble == DatabaseTrouble.LOCKED
                    && (storage.isWriting() || storage.health().sinceWrite() < time.nanos() - probe.begun);
            if (!ours) {
                storage.health()
                        .probeFailed(
                                trouble,
                                String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
            }
        }
    }

    /** The connection may be from before the server was started anew. */
    private void tryTwice() throws SQLException {
        boolean kept = connection != null;
        try {
            write();
        } catch (SQLException e) {
            forget();
            if (!kept || DatabaseTrouble.of(e) != DatabaseTrouble.OUT_OF_REACH) {
                throw e;
            }
            write();
        }
    }

    private void write() throws SQLException {
        if (connection == null) {
            connection = source.getConnection();
        }
        try (var statement = connection.prepareStatement(sql.get("probe"))) {
            statement.executeUpdate();
        }
    }

    private void forget() {
        var broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "a broken connection could not be closed", e);
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (watch != null) {
            watch.cancel(false);
        }
        if (current == null || current.isOver()) {
            forget();
        }
    }
}
