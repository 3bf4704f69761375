package org.reprise.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.OwnProcess;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.storage.Hindrance.Kind;

/**
 * Takes the database for this server alone, and keeps it: its files by locks of the operating system
 * ({@link OwnedFiles}), and PostgreSQL by a row that is counted up ({@link DatabaseLease}). src/adr/0013 says why so.
 */
@ApplicationScoped
public class DatabaseOwnership implements Ownership {
    private static final Logger LOG = Logger.getLogger(DatabaseOwnership.class.getName());
    private static final Duration LOOK_AT_FILES = Duration.ofSeconds(1);
    private static final Duration RENEW = Duration.ofSeconds(2);

    private static final Optional<Hindrance> NOT_TAKEN =
            Optional.of(new Hindrance(Kind.NOT_TAKEN, "Reprise is not ready."));

    private static final Optional<Hindrance> NOT_CONFIRMED = Optional.of(new Hindrance(
            Kind.NOT_CONFIRMED, "Reprise could not confirm for some seconds that it still has its database."));

    private final Settings settings;
    private final Schema schema;
    private final TimeSource time;
    private final Consumer<Object> tell;
    private final ThreadFactory threads;
    private final OwnedFiles files;
    private final DatabaseLease lease;
    private final List<Beat> beats = new ArrayList<>();

    private Holder me;

    /** What no look at files or database can change by itself. */
    private volatile Optional<Hindrance> standing = NOT_TAKEN;

    private volatile Optional<Hindrance> misplaced = Optional.empty();
    private boolean complained;
    private boolean filesWereHeld;

    @Inject
    DatabaseOwnership(
            Settings settings,
            Schema schema,
            TimeSource time,
            Event<Object> events,
            @DatabaseThreads ThreadFactory threads) {
        this(settings, schema, time, events::fire, threads);
    }

    DatabaseOwnership(Settings settings, Schema schema, TimeSource time, Consumer<Object> tell, ThreadFactory threads) {
        this.settings = settings;
        this.schema = schema;
        this.time = time;
        this.tell = tell;
        this.threads = threads;
        this.files = new OwnedFiles(settings, time);
        this.lease = settings.database().isSqlite()
                ? null
                : new DatabaseLease(DatabaseByUrl.impatient(settings.database()), time);
    }

    @Override
    public Optional<Hindrance> hindrance() {
        if (standing.isPresent()) {
            return standing;
        }
        if (misplaced.isPresent()) {
            return misplaced;
        }
        return files.isFresh() && (lease == null || lease.isFresh()) ? Optional.empty() : NOT_CONFIRMED;
    }

    /**
     * Takes the database. A new one on PostgreSQL is migrated first, for the row has to be somewhere.
     *
     * @throws HeldByAnother while another server has it: ask again every second or two
     * @throws StorageUnavailable while it cannot be reached
     * @throws RuntimeException as {@link Schema#requireFit}
     */
    public synchronized void take() {
        if (standing != NOT_TAKEN) {
            return;
        }
        if (me == null) {
            schema.requireFit();
            me = Holder.me(UUID.randomUUID().toString(), settings.dataDir());
        }
        me = me.from(time.now());
        try {
            files.take(me);
        } catch (HeldByAnother e) {
            // a lock dies with its process
            filesWereHeld = true;
            throw e;
        } catch (SQLException e) {
            throw schema.unusable(e);
        }
        if (lease != null) {
            takeLease();
        }
        hold();
    }

    /** Whether this server took over from another one that it saw alive: no restore came between the two. */
    public synchronized boolean isTakenFromTheLiving() {
        return filesWereHeld || lease != null && lease.sawItBeat();
    }

    private void takeLease() {
        if (!lease.isThere()) {
            schema.bringUpToDate();
        }
        lease.take(me, files.place(), schema::requireFit);
    }

    private void hold() {
        begin(new Beat(LOOK_AT_FILES, this::lookAtFiles));
        if (lease != null) {
            begin(new Beat(RENEW, this::renew));
        }
        files.look();
        standing = Optional.empty();
        LOG.info(() -> "Reprise has its database for itself: " + me.name());
    }

    private void begin(Beat beat) {
        beats.add(beat);
        threads.newThread(beat).start();
    }

    void lookAtFiles() {
        files.look();
        var gone = files.missingPath();
        if (gone.isPresent() && misplaced.isEmpty()) {
            var words =
                    gone.get() + " is gone, or is not the file any more that Reprise opened. Nothing is sent or written"
                            + " until what was there is put back into " + settings.dataDir()
                            + "; for other data, restart Reprise.";
            misplaced = Optional.of(new Hindrance(Kind.FILES_GONE, words));
            LOG.severe(words);
        } else if (gone.isEmpty() && misplaced.isPresent()) {
            misplaced = Optional.empty();
            LOG.info(() -> "The files are back in " + settings.dataDir() + "; Reprise goes on");
        }
    }

    void renew() {
        try {
            if (!lease.renew()) {
                lose();
            } else if (complained) {
                complained = false;
                LOG.info("Reprise has confirmed that it still has its database, and goes on");
            }
        } catch (StorageUnavailable e) {
            if (!complained && !lease.isFresh()) {
                complained = true;
                LOG.log(
                        Level.WARNING,
                        "Reprise cannot confirm that it still has its database; it sends nothing until then: {0}",
                        e.getMessage());
            }
        }
    }

    private void lose() {
        var words = "Reprise has lost its database: " + newHolder()
                + ". This server does nothing any more; it has to be started anew.";
        var lost = new Hindrance(Kind.LOST, words);
        synchronized (this) {
            if (standing.isPresent()) {
                return;
            }
            standing = Optional.of(lost);
        }
        beats.forEach(Beat::end);
        LOG.severe(words);
        if (!OwnProcess.end()) {
            LOG.severe("This server runs other applications too, so it is not ended: redeploy Reprise");
        }
        tell.accept(new OwnershipLost(lost));
    }

    private String newHolder() {
        try {
            var holder = lease.holder();
            return holder.process().isEmpty()
                    ? "somebody gave it back who had taken it over, or restored it from a backup"
                    : holder.words() + ", took it over while this server was frozen or cut off";
        } catch (StorageUnavailable e) {
            return "its table server_lease cannot be read any more";
        }
    }

    /** The files are where this server opened them. Asked before one is opened by its path, and after. */
    boolean hasItsFiles() {
        return files.areInPlace();
    }

    /** From its return on nothing more is written, and the next server may begin. */
    @PreDestroy
    public synchronized void release() {
        boolean lost =
                standing.filter(hindrance -> hindrance.kind() == Kind.LOST).isPresent();
        standing = Optional.of(new Hindrance(Kind.NOT_TAKEN, "Reprise is going down."));
        beats.forEach(Beat::end);
        if (lease != null && !lost) {
            lease.release();
        }
        try {
            files.release();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database's file could not be closed", e);
        }
    }
}
