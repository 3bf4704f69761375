package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.reprise.Settings;
import org.reprise.TimeSource;

/**
 * The way to the database for every repository: JDBI over the container's data source.
 *
 * <p>When {@link #write} returns, what it did is on disk; when it throws, whether it was done is not known: a commit's
 * answer may have been lost. Instants are stored as milliseconds since 1970 UTC.
 */
@ApplicationScoped
public class Storage {
    private static final Logger LOG = Logger.getLogger(Storage.class.getName());
    private static final Statements SQL = Statements.of("storage");
    private static final long AN_HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int AN_HOUR_MILLIS = 3_600_000;

    private final Jdbi jdbi;
    private final TimeSource time;
    private final DatabaseHealth health;

    /** When a wrong statement was told of last, by its id. */
    private final Map<String, Long> brokenAt = new ConcurrentHashMap<>();

    private final CommitTimes commits = new CommitTimes();
    private volatile boolean writing;
    private final Ownership ownership;

    /** SQLite takes one writer at a time; waiting here is fair and wakes at once, its own waiting polls. */
    private final ReentrantLock soleWriter;

    @Inject
    public Storage(@RepriseDatabase DataSource source, Settings settings, Ownership ownership, TimeSource time) {
        this.ownership = ownership;
        this.time = time;
        this.health = new DatabaseHealth(time);
        boolean sqlite = settings.database().isSqlite();
        this.jdbi = Jdbi.create(source);
        this.soleWriter = sqlite ? new ReentrantLock(true) : null;
        jdbi.registerArgument(new InstantAsMillis());
        jdbi.registerArgument(new AgoAsMillis(time));
        var ids = new Ids.Binding(sqlite);
        jdbi.registerArgument(ids).define(Ids.EACH, ids.each());
        var pairs = new IdPairs.Binding(sqlite);
        jdbi.registerArgument(pairs).define(IdPairs.EACH, pairs.each());
        var texts = new IdTexts.Binding(sqlite);
        jdbi.registerArgument(texts).define(IdTexts.EACH, texts.each());
        // a JSON array of texts as a table with the column "value"
        jdbi.define("each_text", sqlite ? "json_each" : "json_array_elements_text");
        jdbi.define("json_text", sqlite ? "text" : "json");
        // after a column in lower(): A to Z alone, as SQLite has it
        jdbi.define("collate_c", sqlite ? "" : "collate \"C\"");
        jdbi.define("json_typeof", sqlite ? "json_type" : "jsonb_typeof");
        // an object by name: one with the members of another put onto it, those that are null taken away
        jdbi.define("json_object", sqlite ? "text" : "jsonb");
        jdbi.define("patched", sqlite ? "json_patch" : "jsonb_strip_nulls").define("by", sqlite ? "," : "||");
        // before a column: SQLite does not look for it in the primary key
        jdbi.define("off_key", sqlite ? "+" : "");
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            long millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        });
    }

    /**
     * Reads; each statement sees what was committed before it.
     *
     * @throws StorageUnavailable when the database did not answer
     * @throws StorageBroken when the statement is wrong
     */
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        long asked = time.nanos();
        try {
            var result = jdbi.withHandle(work);
            health.read(asked);
            return result;
        } catch (JdbiException e) {
            throw failed(e, asked);
        }
    }

    private StorageFailed failed(JdbiException e, long asked) {
        if (DatabaseTrouble.of(e) == DatabaseTrouble.BROKEN) {
            return broken(e);
        }
        var unavailable = new StorageUnavailable(e);
        health.failed(unavailable.trouble(), unavailable.getMessage(), asked);
        return unavailable;
    }

    /** The log has each once an hour: whoever asks every second would fill it. */
    private StorageBroken broken(JdbiException e) {
        var broken = StorageBroken.of(e);
        long now = time.nanos();
        var last = brokenAt.get(broken.id());
        if (last == null || now - last > AN_HOUR_NANOS) {
            brokenAt.put(broken.id(), now);
            LOG.log(
                    Level.SEVERE,
                    broken,
                    () -> "A statement of Reprise is wrong, " + broken.id() + ": " + StorageBroken.statement(e));
        }
        return broken;
    }

    /** What the newest statements tell of the database. */
    public DatabaseHealth health() {
        return health;
    }

    /** How long writes took until they were committed. */
    public CommitTimes commits() {
        return commits;
    }

    /** Whether this server has SQLite's one lock for writing. */
    boolean isWriting() {
        return writing;
    }

    /**
     * Has everything that {@code reads} reads, by whatever repository, see the same moment. Holds up no writer, and no
     * writer holds it up.
     *
     * @throws StorageUnavailable when the database did not answer
     * @throws StorageBroken when the statement is wrong
     */
    public <T> T atOneMoment(Supplier<T> reads) {
        // JDBI gives the repositories this handle, since they ask for one on the same thread
        return read(handle -> {
            handle.execute(SQL.get(soleWriter != null ? "moment-sqlite" : "moment-postgresql"));
            try {
                return reads.get();
            } finally {
                handle.execute(SQL.get("end-moment"));
            }
        });
    }

    /**
     * Writes in one transaction, retried by nobody. What writes within {@code work}, by whatever repository, is part of
     * that transaction.
     *
     * @throws StorageUnavailable when the database did not commit, as far as is known; or nothing was tried, since
     *     another server may have the database
     */
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        long asked = time.nanos();
        if (soleWriter != null) {
            soleWriter.lock();
        }
        try {
            ownership.require();
            var result = jdbi.inTransaction(handle -> {
                // the driver has the lock as soon as a transaction begins
                writing = soleWriter != null;
                return work.withHandle(handle);
            });
            health.wrote(asked);
            commits.took(time.nanos() - asked);
            return result;
        } catch (JdbiException e) {
            throw failed(e, asked);
        } finally {
            if (soleWriter != null) {
                writing = false;
                soleWriter.unlock();
            }
        }
    }

    /**
     * As {@link #write}, for what somebody waits for that changes millions of rows: no statement of it is broken off,
     * unless nothing is heard of PostgreSQL for an hour.
     */
    public <T> T writeHoweverLong(HandleCallback<T, RuntimeException> work) {
        return write(handle -> {
            if (soleWriter != null) {
                return work.withHandle(handle);
            }
            var line = handle.getConnection();
            try {
                int silence = line.getNetworkTimeout();
                line.setNetworkTimeout(Runnable::run, AN_HOUR_MILLIS);
                try {
                    handle.execute(SQL.get("however-long"));
                    return work.withHandle(handle);
                } finally {
                    line.setNetworkTimeout(Runnable::run, silence);
                }
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        });
    }

    /** The next id of {@code kind}, a row of the table counter. Ids start at 1; one that is not used is a gap. */
    public static long nextId(Handle handle, String kind) {
        return handle.createQuery(SQL.get("next-id"))
                .bind("name", kind)
                .mapTo(Long.class)
                .one();
    }
}
