package org.reprise.delivery.run;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.delivery.run.RunEvent.Wake;
import org.reprise.storage.StorageBroken;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.WaitCause;

/**
 * How a run asks the database: in its turn, and again when it is out of reach, which ends no run. Of the run's thread,
 * which keeps taking what others have for it.
 */
final class StorageRetry {
    private static final Logger LOG = Logger.getLogger(StorageRetry.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long MAX_PAUSE_MILLIS = 30_000;
    private static final int MAX_DOUBLINGS = 7;

    /** A permit that is granted wakes the run, so nothing depends on it. */
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(2);

    private final DatabasePermits permits;
    private final RunHandle run;
    private final WaitingNotice notice;
    private final Runnable takeReplies;
    private int failures;

    /** The id of the wrong statement that was met last; null: none was since. */
    private String broken;

    StorageRetry(RunTools tools, RunHandle run, WaitingNotice notice, Runnable takeReplies) {
        this.permits = tools.permits();
        this.run = run;
        this.notice = notice;
        this.takeReplies = takeReplies;
    }

    /** @return whether the work is done; asked again until it is */
    interface Work {
        boolean done() throws InterruptedException;
    }

    /**
     * Asks again with growing pauses while storage is out of reach. A statement that is wrong is tried once more,
     * should what somebody else did have made it so.
     *
     * @throws StorageBroken when it is wrong again
     */
    void untilDone(Work work) throws InterruptedException {
        while (!tried(work)) {
            // again
        }
    }

    private boolean tried(Work work) throws InterruptedException {
        try {
            boolean done = work.done();
            failures = 0;
            broken = null;
            return done;
        } catch (StorageBroken e) {
            if (e.id().equals(broken)) {
                throw e;
            }
            broken = e.id();
            pause(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS));
        } catch (StorageUnavailable e) {
            long pause = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures++, MAX_DOUBLINGS));
            tell(e, TimeUnit.MILLISECONDS.toNanos(pause));
            pause(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        return false;
    }

    private void tell(StorageUnavailable e, long pause) {
        LOG.log(
                failures == 1 ? e.level() : Level.FINE,
                () -> "campaign " + run.campaignId() + " tries again what its database refused: " + e.getMessage());
        notice.waitsFor(WaitCause.DATABASE, pause);
    }

    private void pause(long nanos) throws InterruptedException {
        run.mailbox().await(nanos, Integer.MAX_VALUE);
        takeReplies.run();
    }

    /** In turn with the other runs. A halting run skips the queue: an operator is waiting for it to finish. */
    <T> T inTurn(Supplier<T> work) throws InterruptedException {
        var permit = permits.ask(() -> run.mailbox().add(Wake.WAKE));
        try {
            while (!permit.isGranted() && !run.gate().halted()) {
                pause(LOOK_AGAIN);
            }
            return work.get();
        } finally {
            permit.giveBack();
        }
    }
}
