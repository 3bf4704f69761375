package org.reprise.lifecycle;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.StartRefused;
import org.reprise.TimerThreads;
import org.reprise.campaign.RestoreCheck;
import org.reprise.campaign.ResumeAfterRestart;
import org.reprise.storage.DatabaseOwnership;
import org.reprise.storage.HeldByAnother;
import org.reprise.storage.Schema;
import org.reprise.storage.SchemaRefused;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Pace;
import org.reprise.telegram.SessionOpening;

/**
 * Starts Reprise step by step and lets clients in; lets none in any more before the first singleton stops.
 *
 * <p>A database that cannot be reached yet, or that another server has, is waited for; clients are told so. Anything
 * else that goes wrong ends the deployment, as the server reports it; once the deployment stands, it is tried again
 * until it goes well.
 */
@Singleton
@Startup
@DependsOn("ResumeAfterRestart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StartupSequence {
    private static final Logger LOG = Logger.getLogger(StartupSequence.class.getName());
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int NEXT_LOOK_SECONDS = 1;

    @Inject
    private Readiness readiness;

    @Inject
    private Settings settings;

    @Inject
    private DatabaseOwnership ownership;

    @Inject
    private Schema schema;

    @Inject
    private RestoreCheck restore;

    @Inject
    private SessionOpening sessions;

    @Inject
    private ResumeAfterRestart resume;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    /** What is left to do, in this order; one that failed is tried again. */
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private int tries;
    private boolean complained;
    private String waitsBehind;
    private volatile boolean closed;
    private Future<?> nextTry;

    /** The container calls it: enterprise beans have a public constructor without parameters. */
    public StartupSequence() {}

    StartupSequence(Readiness readiness, ScheduledExecutorService timer, List<Runnable> steps) {
        this.readiness = readiness;
        this.timer = timer;
        this.steps.addAll(steps);
    }

    @PostConstruct
    void start() {
        LOG.info(() -> "Reprise starts with " + settings);
        Pace.remark(settings).ifPresent(LOG::warning);
        steps.addAll(List.of(
                ownership::take,
                schema::bringUpToDate,
                this::checkRestore,
                resume::recall,
                sessions::open,
                resume::goOn));
        StartRefused.orGoOn(() -> {
            nextSteps();
            return null;
        });
    }

    private void checkRestore() {
        if (ownership.isTakenFromTheLiving()) {
            restore.watchedItAlive();
        }
        restore.check();
    }

    void nextSteps() {
        try {
            while (!closed && !steps.isEmpty()) {
                steps.peek().run();
                steps.remove();
            }
            finish();
        } catch (HeldByAnother e) {
            waitBehind(e.getMessage());
        } catch (StorageUnavailable e) {
            int seconds = Math.min(MAX_WAIT_SECONDS, 1 << Math.min(tries++, 5));
            LOG.warning(() -> "Reprise waits for its database, and asks again in " + seconds + " s: " + e.getMessage());
            tryAgain(seconds, "database");
        }
    }

    /** Said once of each holder: in a rolling deployment this is as it should be. */
    private void waitBehind(String holder) {
        if (!holder.equals(waitsBehind)) {
            waitsBehind = holder;
            LOG.warning(
                    () -> holder + " In a rolling deployment there is nothing to do; else stop one of the two, or give"
                            + " each a database and a data directory of its own.");
        }
        tryAgain(NEXT_LOOK_SECONDS, holder, holder);
    }

    private void nextStepsWhateverHappens() {
        try {
            nextSteps();
        } catch (SchemaRefused e) {
            if (!complained) {
                complained = true;
                LOG.severe(e.getMessage());
            }
            tryAgain(MAX_WAIT_SECONDS, e.getMessage(), e.getMessage());
        } catch (RuntimeException e) {
            // what an operator has to mend, and what mends itself, such as a database that restarts once more
            LOG.log(
                    complained ? Level.FINE : Level.SEVERE,
                    e,
                    () -> "Reprise could not start, and tries again every " + MAX_WAIT_SECONDS + " s");
            complained = true;
            tryAgain(MAX_WAIT_SECONDS, "a start that does not fail: the log says why, and it is tried again");
        }
    }

    private void tryAgain(int seconds, String waitingFor) {
        tryAgain(seconds, waitingFor, Readiness.NOT_READY);
    }

    private synchronized void tryAgain(int seconds, String waitingFor, String detail) {
        if (!closed) {
            readiness.waitFor(waitingFor, detail);
            nextTry = timer.schedule(this::nextStepsWhateverHappens, seconds, TimeUnit.SECONDS);
        }
    }

    private synchronized void finish() {
        if (!closed) {
            readiness.markReady();
            LOG.info("Reprise is ready");
        }
    }

    /** Asked by {@link StopListener}, and by the container where a start did not come that far. */
    @PreDestroy
    public synchronized void stop() {
        if (closed) {
            return;
        }
        closed = true;
        readiness.markStopping();
        LOG.info("Reprise stops: nothing more is handed over");
        if (nextTry != null) {
            nextTry.cancel(true);
        }
    }
}
