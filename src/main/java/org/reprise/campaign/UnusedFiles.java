package org.reprise.campaign;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimerThreads;
import org.reprise.message.StoredExtras;
import org.reprise.storage.Ownership;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.StoredFiles;

/** Sweeps away, hourly, the files that no revision of any campaign names. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UnusedFiles {
    private static final Logger LOG = Logger.getLogger(UnusedFiles.class.getName());
    private static final Statements SQL = Statements.of("campaign");

    @Inject
    private Storage storage;

    @Inject
    private StoredFiles files;

    @Inject
    private Clock clock;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private Ownership ownership;

    private Future<?> sweeping;

    /** The container calls it: enterprise beans have a public constructor without parameters. */
    public UnusedFiles() {}

    UnusedFiles(Storage storage, StoredFiles files, Clock clock) {
        this.storage = storage;
        this.files = files;
        this.clock = clock;
        this.ownership = Ownership.UNSHARED;
    }

    @PostConstruct
    void begin() {
        // the start of the server has better things to do
        sweeping = timer.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    }

    @PreDestroy
    void end() {
        sweeping.cancel(false);
    }

    /** Without any campaign nothing is removed: it may be another database that we look into. */
    void sweep() {
        if (!ownership.isHeld()) {
            // the files are another server's
            return;
        }
        try {
            boolean anyCampaign = storage.read(handle -> handle.createQuery(SQL.get("any"))
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
            if (anyCampaign) {
                files.sweep(clock.instant(), this::named);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "Files that no campaign names are still there; an hour later they are looked at", e);
        }
    }

    private Set<String> named() {
        return storage.read(handle -> {
            var named = new HashSet<String>();
            handle.createQuery(SQL.get("extras")).mapTo(String.class).forEach(stored -> {
                var attachment = StoredExtras.restored(stored).attachment();
                if (attachment != null && attachment.isFile()) {
                    named.add(attachment.file());
                }
            });
            return named;
        });
    }
}
