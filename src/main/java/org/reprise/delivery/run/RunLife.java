package org.reprise.delivery.run;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.delivery.run.CampaignRun.Turn;
import org.reprise.delivery.run.RunHandle.Stage;
import org.reprise.session.Pacing;
import org.reprise.storage.StorageBroken;

/**
 * The life of a run: it begins, sends ({@link CampaignRun}) and winds down. Whatever ended the sending, the wind-down
 * releases who was not handed over, ends the campaign if the run has a fault, and records every reply. Of the run's
 * thread.
 */
final class RunLife {
    private static final Logger LOG = Logger.getLogger(RunLife.class.getName());

    private final RunTools tools;
    private final RunHandle run;
    private final WaitingNotice notice;
    private final ClaimQueue queue;
    private final RunFault fault;

    /** Empty until the run has begun. A run that was halted before never begins. */
    private Optional<CampaignRun> journey = Optional.empty();

    RunLife(RunTools tools, RunHandle run) {
        this.tools = tools;
        this.run = run;
        this.notice = new WaitingNotice(run.campaignId(), tools.tell(), tools.time());
        this.queue = new ClaimQueue(tools, run);
        this.fault = new RunFault(tools, run);
    }

    /**
     * Sends until nobody is left or somebody ends it, releases what was not handed over, and records every reply.
     *
     * @throws InterruptedException the server takes its thread back; what is in flight is settled at the next start
     */
    void run() throws InterruptedException {
        try {
            var beginning = new StorageRetry(tools, run, notice, this::takeNews);
            orFault(beginning, this::begin);
            if (journey.isPresent()) {
                var begun = journey.get();
                orFault(begun.storage(), () -> begun.turn() == Turn.LAST);
                windDown(begun);
            } else {
                endUnbegun(beginning);
            }
        } finally {
            run.askToHalt();
            notice.goesOn();
            journey.ifPresent(CampaignRun::leave);
        }
    }

    /** Does the work again until it is done. What breaks it becomes the run's fault. */
    private void orFault(StorageRetry storage, StorageRetry.Work work) throws InterruptedException {
        try {
            storage.untilDone(work);
        } catch (StorageBroken e) {
            fault.endWith(RunFault.broken(e));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> run + " broke");
            fault.endWith(RunFault.BROKEN);
        }
    }

    /** A run that has not begun has handed nothing over, so there are no replies. */
    private void takeNews() {
        run.mailbox().takeAll(fault::take);
    }

    /** @return true: there is nothing to try again, whether the run has begun or was halted before */
    private boolean begin() {
        if (!run.gate().halted()) {
            run.gate().reload();
        }
        if (!run.gate().halted()) {
            journey = Optional.of(settledAndBegun());
        }
        return true;
    }

    /** What an earlier run of the campaign has left is settled before this one claims anybody. */
    private CampaignRun settledAndBegun() {
        var gate = run.gate();
        tools.recovery().settleBefore(gate.plan().session(), run.campaignId(), run.number());
        var session = gate.plan().session();
        queue.noteIn(() -> tools.lanes().gateway(session).notes(session, run.campaignId(), run.number()));
        // the plan's own session: it may have been read again while the settling went on
        var pacing = new Pacing(
                tools.lanes().paced(gate.plan().session()),
                tools.time().nanos(),
                () -> run.mailbox().add(RunEvent.Wake.WAKE));
        var rounds = ClaimRounds.begin(tools, run, queue);
        return new CampaignRun(tools, run, notice, queue, fault, pacing, rounds);
    }

    private void windDown(CampaignRun begun) throws InterruptedException {
        var storage = begun.storage();
        run.askToHalt();
        release(storage);
        storage.untilDone(fault::end);
        run.goOnTo(Stage.RECORDING);
        storage.untilDone(() -> recordedAll(begun));
        queue.end();
    }

    /** Nobody is claimed, and nothing is on its way. */
    private void endUnbegun(StorageRetry storage) throws InterruptedException {
        run.askToHalt();
        storage.untilDone(fault::end);
        run.goOnTo(Stage.RECORDING);
        queue.end();
    }

    /** Who cannot be given back stays claimed, and is settled before the next run. */
    private void release(StorageRetry storage) throws InterruptedException {
        try {
            storage.untilDone(() -> {
                queue.release();
                return true;
            });
        } catch (StorageBroken e) {
            if (!fault.isThere()) {
                fault.endWith(RunFault.broken(e));
            }
        }
    }

    /** Takes and records what has come. What came back unsent is released. */
    private boolean recordedAll(CampaignRun begun) throws InterruptedException {
        begun.takeReplies();
        begun.recordOutcomes();
        queue.release();
        boolean wasLast = run.inFlight().count() == 0;
        if (wasLast) {
            // a claim whose answer was lost was never handed over; those of a run that died under this number may be
            queue.releaseWholeRun();
        }
        begun.savePause();
        if (wasLast) {
            return begun.hasNobodyInHand();
        }
        begun.awaitReplies();
        return false;
    }
}
