package org.reprise.delivery.run;

import org.reprise.delivery.ledger.DeliveriesDecided;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.run.RetryPolicy.Next.EndRun;
import org.reprise.storage.StorageBroken;

/** Why a run ends by itself, and how its campaign ends then. Of the run's thread. */
final class RunFault {
    /** A mistake of the program's own. */
    static final EndRun BROKEN = new EndRun(RunOutcome.FAILED, EndCause.Kind.BROKEN.with());

    private final RunTools tools;
    private final RunHandle run;
    private final MessageTrouble trouble = new MessageTrouble();
    private EndRun fault;

    /** What the run is ended with. */
    private RunPlan ending;

    RunFault(RunTools tools, RunHandle run) {
        this.tools = tools;
        this.run = run;
    }

    static EndRun broken(StorageBroken e) {
        return new EndRun(RunOutcome.FAILED, EndCause.Kind.STORAGE_BROKEN.with(e.id()));
    }

    /** What the message has met with, and may become the fault. */
    MessageTrouble trouble() {
        return trouble;
    }

    boolean isThere() {
        return fault != null;
    }

    /** The newest one counts. */
    void endWith(EndRun newest) {
        fault = newest;
    }

    /** News that the session is lost are a fault; others are none. */
    void take(RunEvent news) {
        if (news instanceof RunEvent.SessionLost lost) {
            endWith(RetryPolicy.sessionLost(lost.loss(), lost.cause()));
        }
    }

    /**
     * Ends the campaign for the fault, if there is one. When the plan was edited under our feet, the end is tried once
     * more with the new one. When there is none any more, the end may have been committed and its answer lost: asked
     * again, it tells of what is there.
     *
     * @return whether it is done
     */
    boolean end() {
        if (fault == null) {
            return true;
        }
        takeBackTheRefused();
        var stored = tools.owner().plan(run.campaignId(), run.number());
        ending = stored.orElse(ending);
        return ending == null || tools.owner().finish(ending, fault.outcome(), fault.why()) || stored.isEmpty();
    }

    /** Once the message or the session is mended, they are tried again. */
    private void takeBackTheRefused() {
        if (fault.outcome() == RunOutcome.FAILED && !trouble.toTakeBack().isEmpty()) {
            var tally = tools.ledger().takeBack(run.campaignId(), run.number(), trouble.toTakeBack());
            trouble.takenBack();
            tools.tell().accept(new DeliveriesDecided(run.campaignId(), tally));
        }
    }
}
