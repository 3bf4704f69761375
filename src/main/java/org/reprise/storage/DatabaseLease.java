package org.reprise.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.reprise.TimeSource;

/**
 * A row that says which server has the database, for servers that share nothing else. It holds behind any pooler: each
 * statement is a transaction of its own, on a connection that is used for nothing else and does not wait long.
 *
 * <p>The holder counts the row up and trusts it for {@link #HELD_NANOS} from the moment it asked; others wait until the
 * row has stood still for {@link #DEAD_NANOS}. Both go by their own steady clock, which a frozen process cannot stop.
 */
final class DatabaseLease {
    static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(8);
    static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Looks further apart than that do not show that the row stood still because its holder is dead. */
    private static final long LOOKS_APART_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOG = Logger.getLogger(DatabaseLease.class.getName());
    private static final Statements SQL = Statements.of("storage");

    /** PostgreSQL's word for a table that is not there. */
    private static final String NO_TABLE = "42P01";

    /** The row. */
    record Row(Holder holder, String place, long epoch, long beats) {}

    private final Jdbi jdbi;
    private final TimeSource time;

    private Handle line;
    private Row watched;
    private long watchedSince;
    private boolean sawItBeat;
    private long lookedAt;

    private Holder me;
    private long epoch;
    private volatile long renewedAt;

    /** @param source whose connections give up within seconds */
    DatabaseLease(DataSource source, TimeSource time) {
        this.jdbi = Jdbi.create(source);
        this.time = time;
        this.renewedAt = time.nanos() - HELD_NANOS;
    }

    /** Whether the database has the row's table yet. */
    synchronized boolean isThere() {
        try {
            row();
            return true;
        } catch (StorageUnavailable e) {
            if (isMissingTable(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Takes the row when it is free, when {@code place} shows that its holder is dead, or when it has stood still for
     * long enough over several calls.
     *
     * @param check comes before anything is written
     * @throws HeldByAnother while another one may have it
     * @throws StorageUnavailable when the database does not answer; whether it was taken is not known then
     */
    synchronized void take(Holder who, String place, Runnable check) {
        var row = look();
        me = who;
        if (row.holder.process().equals(who.process())) {
            // taken before, and the answer was lost
            epoch = row.epoch;
        } else if (mayTake(row, place)) {
            check.run();
            epoch = row.epoch + 1;
            takeFrom(row, place);
        } else {
            throw heldBy(row);
        }
        if (!renew()) {
            throw heldBy(look());
        }
    }

    private boolean mayTake(Row row, String place) {
        return row.holder.process().isEmpty()
                || !place.isEmpty() && place.equals(row.place)
                || lookedAt - watchedSince >= DEAD_NANOS;
    }

    private static HeldByAnother heldBy(Row row) {
        return HeldByAnother.by(row.holder, "this database");
    }

    /** Where another server was first, this changes nothing. */
    private void takeFrom(Row row, String place) {
        ask(handle -> handle.createUpdate(SQL.get("take-lease"))
                .bind("me", me.process())
                .bind("name", me.name())
                .bind("place", place)
                .bind("since", me.since().toEpochMilli())
                .bind("holder", row.holder.process())
                .bind("epoch", row.epoch)
                .bind("beats", row.beats)
                .execute());
    }

    /** Reads the row, and notes since when it stands still. */
    private Row look() {
        Row row;
        try {
            row = row();
        } catch (StorageUnavailable e) {
            // its holder cannot count it up either
            watched = null;
            throw e;
        }
        long now = time.nanos();
        sawItBeat |=
                watched != null && watched.holder.process().equals(row.holder.process()) && watched.beats < row.beats;
        if (!row.equals(watched) || now - lookedAt > LOOKS_APART_NANOS) {
            watched = row;
            watchedSince = now;
        }
        lookedAt = now;
        return row;
    }

    /** Whether another server was seen at work with it: then it did not come out of a backup. */
    synchronized boolean sawItBeat() {
        return sawItBeat;
    }

    /** Who has it. */
    synchronized Holder holder() {
        return row().holder;
    }

    private Row row() {
        return ask(handle -> {
            var query = handle.createQuery(SQL.get("lease"))
                    .map((row, context) -> new Row(
                            new Holder(
                                    row.getString("holder"),
                                    row.getString("name"),
                                    Instant.ofEpochMilli(row.getLong("since"))),
                            row.getString("place"),
                            row.getLong("epoch"),
                            row.getLong("beats")));
            return query.findOne().orElseGet(() -> {
                handle.execute(SQL.get("lease-row"));
                return query.one();
            });
        });
    }

    /**
     * Counts the row up.
     *
     * @return false when it is this server's no more
     * @throws StorageUnavailable when the database does not answer; to be tried again
     */
    synchronized boolean renew() {
        try {
            return ask(this::renew);
        } catch (StorageUnavailable e) {
            if (isMissingTable(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean renew(Handle handle) {
        // from here on: when the database did it, nobody can tell
        long begin = time.nanos();
        int renewed = handle.createUpdate(SQL.get("renew-lease"))
                .bind("me", me.process())
                .bind("epoch", epoch)
                .execute();
        if (renewed > 0) {
            renewedAt = begin;
        }
        return renewed > 0;
    }

    /** Whether it was renewed lately enough that nobody else can have it. */
    boolean isFresh() {
        return time.nanos() - renewedAt < HELD_NANOS;
    }

    /** Gives the row back, so that nobody has to watch it; where that fails, somebody will. */
    synchronized void release() {
        if (me != null) {
            try {
                ask(handle -> handle.createUpdate(SQL.get("release-lease"))
                        .bind("me", me.process())
                        .bind("epoch", epoch)
                        .execute());
            } catch (StorageUnavailable e) {
                LOG.log(
                        Level.WARNING,
                        "The database could not be given back, so the next server waits: {0}",
                        e.getMessage());
            }
        }
        hangUp();
    }

    /** On the connection at hand; where that broke, once more on a new one. Every statement here may be repeated. */
    private <T> T ask(HandleCallback<T, RuntimeException> question) {
        try {
            if (line != null) {
                try {
                    return question.withHandle(line);
                } catch (JdbiException e) {
                    hangUp();
                }
            }
            line = jdbi.open();
            return question.withHandle(line);
        } catch (JdbiException e) {
            hangUp();
            throw new StorageUnavailable(e);
        }
    }

    private void hangUp() {
        if (line != null) {
            try {
                line.close();
            } catch (JdbiException e) {
                LOG.log(Level.FINE, "A broken connection could not be closed", e);
            }
            line = null;
        }
    }

    private static boolean isMissingTable(StorageUnavailable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException told && NO_TABLE.equals(told.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
