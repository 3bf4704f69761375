package org.reprise.rest;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.campaign.Continuation;
import org.reprise.storage.Schema;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.SessionOpening;

/**
 * Starts Reprise step by step and opens the doors; closes them before the first singleton stops.
 *
 * <p>A database that cannot be reached yet is waited for, behind closed doors; anything else that goes wrong ends the
 * deployment, as the server reports it.
 */
@Singleton
@Startup
@DependsOn("Continuation")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DoorKeeper {
    private static final Logger LOG = Logger.getLogger(DoorKeeper.class.getName());
    private static final int LONGEST_WAIT_SECONDS = 30;

    @Inject
    private Doors doors;

    @Inject
    private Settings settings;

    @Inject
    private Schema schema;

    @Inject
    private SessionOpening sessions;

    @Inject
    private Continuation continuation;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService timer;

    /** What is left to do, in this order; one that found no database is tried again. */
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private int tries;
    private volatile Future<?> nextTry;

    @PostConstruct
    void comeIn() {
        LOG.info(() -> "Reprise starts with " + settings);
        steps.addAll(List.of(schema::bringUpToDate, sessions::open, continuation::goOn, doors::open));
        goOn();
    }

    private void goOn() {
        try {
            while (!steps.isEmpty()) {
                steps.peek().run();
                steps.remove();
            }
            LOG.info("Reprise is ready");
        } catch (StorageUnavailable e) {
            int seconds = Math.min(LONGEST_WAIT_SECONDS, 1 << Math.min(tries++, 5));
            LOG.warning(() -> "Reprise waits for its database, and asks again in " + seconds + " s: " + e.getMessage());
            doors.keepClosed("database");
            nextTry = timer.schedule(this::tryAgain, seconds, TimeUnit.SECONDS);
        }
    }

    private void tryAgain() {
        try {
            goOn();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "Reprise could not start; mend the reason and start it again");
            doors.keepClosed("an operator: it could not start, the log says why");
        }
    }

    @PreDestroy
    void closingTime() {
        doors.close();
        if (nextTry != null) {
            nextTry.cancel(true);
        }
    }
}
