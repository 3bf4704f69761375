package org.reprise.delivery.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.delivery.run.RunEvent.Wake;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;

/** A run as other threads see it: what they may ask of it, and how far it is. Safe for many threads. */
final class RunHandle {
    private static final Logger LOG = Logger.getLogger(RunHandle.class.getName());

    /** How far a run is. It only ever goes on. */
    enum Stage {
        /** It has no thread yet, and has claimed nothing. */
        WAITING,
        SENDING,
        /**
         * Who waited for the hand-over is released. Replies still come, also of those who were taken back: these may be
         * in the mailbox, and are released as they are taken from it. No campaign is complete before.
         */
        RECORDING,
        ENDED
    }

    private final SessionLanes lanes;
    private final TimeSource time;
    private final long campaignId;
    private final int number;
    private final RunGate gate;
    private final RunMailbox<RunEvent> mailbox = new RunMailbox<>();
    private final InFlight inFlight = new InFlight();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wentOn = lock.newCondition();
    private Stage stage = Stage.WAITING;

    RunHandle(RunOwner owner, SessionLanes lanes, TimeSource time, long campaignId, int number) {
        this.lanes = lanes;
        this.time = time;
        this.campaignId = campaignId;
        this.number = number;
        this.gate = new RunGate(() -> owner.plan(campaignId, number));
    }

    long campaignId() {
        return campaignId;
    }

    int number() {
        return number;
    }

    RunGate gate() {
        return gate;
    }

    RunMailbox<RunEvent> mailbox() {
        return mailbox;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** What the run was told and has not taken up yet. */
    int queued() {
        return mailbox.size();
    }

    /** From its return on nothing more is handed over. */
    void askToHalt() {
        gate.halt();
        mailbox.add(Wake.WAKE);
    }

    /**
     * From its return on nothing more is handed over. Returns once nothing of the run can leave any more and who waited
     * for the hand-over is released, or after the patience. See {@link Stage#RECORDING} for those who were taken back.
     */
    void halt(Duration patience) throws InterruptedException {
        long end = time.nanos() + patience.toNanos();
        askToHalt();
        recall(patience);
        if (!isAt(Stage.WAITING)) {
            await(Stage.RECORDING, end - time.nanos());
        }
    }

    /** From its return on nothing is handed over with a plan older than the one in storage now. */
    void reload() {
        gate.reload();
        mailbox.add(Wake.WAKE);
    }

    /** Whether it is a campaign of that account, or may be: it has not begun. */
    boolean isOf(long accountId) {
        var plan = gate.plan();
        return plan == null || plan.session().accountId() == accountId;
    }

    /**
     * Takes back what was handed over and waits inside of Reprise, for it would leave with what holds no more. Done
     * when nothing of it can leave any more.
     */
    Future<Void> recall() {
        var plan = gate.plan();
        return plan == null
                ? CompletableFuture.completedFuture(null)
                : lanes.gateway(plan.session()).recall(plan.session(), campaignId);
    }

    /** Returns once nothing of that can leave any more, or after the patience. */
    void recall(Duration patience) throws InterruptedException {
        try {
            recall().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warning(() -> "campaign " + campaignId + ": some that were handed over before may still leave");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Returns once Telegram has whatever was handed over before, or after the patience. */
    void awaitReplies(Duration patience) throws InterruptedException {
        if (!inFlight.awaitReplies(patience)) {
            LOG.info(() -> "campaign " + campaignId + ": some replies take long; what they are to left before");
        }
    }

    /**
     * From its return on nothing is handed over to somebody who opted out of that account, and what waits inside of
     * Reprise, perhaps for them, is taken back.
     */
    void optOut(long accountId, long user) {
        gate.optOut(accountId, user);
        if (inFlight.count() > 0) {
            recall();
        }
    }

    /** The same of a contact who was erased: the database, which is asked next, does not have them. */
    void erased(Session session, long user) {
        var plan = gate.plan();
        if (plan == null || plan.session().id() == session.id()) {
            optOut(session.accountId(), user);
        }
    }

    /** The session can send no more; the campaign stops with the reason, and its unsent claims are given back. */
    void loseSession(SendOutcome.Loss loss, String cause) {
        mailbox.add(new RunEvent.SessionLost(loss, cause));
    }

    /** Waits until every reply is recorded. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return await(Stage.ENDED, patience.toNanos());
    }

    /** The run is that far; it never goes back. */
    void goOnTo(Stage next) {
        lock.lock();
        try {
            stage = next.compareTo(stage) > 0 ? next : stage;
            wentOn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "campaign " + campaignId + " run " + number;
    }

    private boolean isAt(Stage which) {
        lock.lock();
        try {
            return stage == which;
        } finally {
            lock.unlock();
        }
    }

    /** @return false: it took longer */
    private boolean await(Stage atLeast, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = nanos; stage.compareTo(atLeast) < 0; left = wentOn.awaitNanos(left)) {
                if (left <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
