package org.reprise.delivery.run;

import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.LimitLeft;

/**
 * Decides whether a campaign is complete. It is asked when a round is over and its run has nobody in hand. The campaign
 * is complete when, in this order:
 *
 * <ol>
 *   <li>its limit was not changed since the claims were made (else they are made anew first),
 *   <li>the ledger holds no open claim of it, neither of this run nor of another,
 *   <li>it is at its limit, or the round won nobody and was begun with no open claim: then nobody was passed over,
 *   <li>nobody was held back by the account's cap in that round, or some were for as long as the cap looks back,
 *   <li>storage still has the settings that the round was for.
 * </ol>
 *
 * <p>src/adr/0006 says why this loses nobody who was a contact when the last round began; whoever comes later waits for
 * a resume. A stopped campaign whose limit is lowered to what it has done is completed by {@code CampaignService}, and
 * one is no longer complete when an operator releases somebody. Of the run's thread.
 */
final class Completion {
    private final RunTools tools;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final ClaimRounds rounds;

    enum Verdict {
        /** The campaign is complete, or somebody else has ended this run. */
        OVER,
        /** There may be somebody left: another round, or a changed limit, will tell. */
        GO_ON,
        /** Somebody's claim has no outcome yet; a moment later it may. */
        CLAIMS_ARE_OPEN,
        /** All that are left had as many messages as the account's cap allows. */
        HELD_BACK
    }

    Completion(RunTools tools, RunHandle run, ClaimQueue queue, ClaimRounds rounds) {
        this.tools = tools;
        this.run = run;
        this.queue = queue;
        this.rounds = rounds;
    }

    /** Completes the campaign if it is complete; else begins what may make it so. */
    Verdict conclude() {
        // what this round was for: an edit may put another in its place at any moment
        var plan = run.gate().plan();
        if (run.gate().capChanged()) {
            return Verdict.GO_ON;
        }
        var tally = tools.ledger().tally(run.campaignId());
        if (tally.claimed() > 0) {
            settleOpenClaims(plan);
            return Verdict.CLAIMS_ARE_OPEN;
        }
        boolean atLimit = LimitLeft.of(plan.cap(), tally.processed()).isUsedUp();
        if (!atLimit && rounds.provesNothing()) {
            rounds.another(0);
            return Verdict.GO_ON;
        }
        if (!atLimit && !rounds.held().isNobody() && !rounds.held().isLong()) {
            return waitForCap(plan);
        }
        return tools.owner().finish(plan, RunOutcome.COMPLETED, heldBack(atLimit)) ? Verdict.OVER : goOnWithNewPlan();
    }

    private Verdict waitForCap(RunPlan plan) {
        if (rounds.held().nanosToRound() > 0 && rounds.held().cap().equals(plan.frequencyCap())) {
            return Verdict.HELD_BACK;
        }
        rounds.another(0);
        return Verdict.GO_ON;
    }

    /** Why it is complete without some of whom it is for, if it is. */
    private EndCause heldBack(boolean atLimit) {
        var held = rounds.held();
        return atLimit || held.isNobody() ? null : EndCause.Kind.CAPPED.with(held.people());
    }

    private void settleOpenClaims(RunPlan plan) {
        // first: should an answer be lost from here on, there are none the next time
        rounds.metOpenClaims();
        // of our own there is none in hand: a claim's answer was lost; a living run's will get their outcome
        queue.releaseWholeRun();
        tools.recovery().settle(plan.session(), run.campaignId());
    }

    private Verdict goOnWithNewPlan() {
        run.gate().reload();
        if (run.gate().halted()) {
            return Verdict.OVER;
        }
        rounds.another(tools.ledger().lastReached(run.campaignId()));
        return Verdict.GO_ON;
    }
}
