package org.reprise.delivery.run;

import java.util.concurrent.TimeUnit;
import org.reprise.delivery.run.ClaimRounds.Standing;
import org.reprise.session.Pacing;
import org.reprise.telegram.WaitCause;

/**
 * The journey of each recipient of a run, from the audience to a committed outcome: the numbered steps of this room's
 * package-info, a turn at a time. How a run begins before and winds down after is {@link RunLife}.
 *
 * <p>One thread does everything; replies, edits and stops reach it through its mailbox. What others may change under
 * its hands is in {@link RunGate}.
 */
final class CampaignRun {
    /** A wait this long leaves nobody claimed. */
    private static final long LONG_WAIT = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

    private final RunTools tools;
    private final RunHandle run;
    private final RunGate gate;
    private final WaitingNotice notice;
    private final ClaimQueue queue;
    private final OutcomeRecorder outcomes;
    private final InHand inHand;
    private final RunFault fault;
    private final ReplyHandler replies;
    private final StorageRetry storage;
    private final Pacing pacing;
    private final ClaimRounds rounds;
    private final HandOver handOver;
    private final Completion completion;

    enum Turn {
        AGAIN,
        /** This run sends no more. */
        LAST
    }

    CampaignRun(
            RunTools tools,
            RunHandle run,
            WaitingNotice notice,
            ClaimQueue queue,
            RunFault fault,
            Pacing pacing,
            ClaimRounds rounds) {
        this.tools = tools;
        this.run = run;
        this.gate = run.gate();
        this.notice = notice;
        this.queue = queue;
        this.fault = fault;
        this.pacing = pacing;
        this.rounds = rounds;
        this.outcomes = new OutcomeRecorder(tools, run, queue);
        this.inHand = new InHand(tools, run, queue, outcomes);
        this.replies = new ReplyHandler(tools, run, queue, outcomes, fault, notice);
        this.handOver = new HandOver(tools.time(), run, queue, rounds, pacing, outcomes, fault);
        this.completion = new Completion(tools, run, queue, rounds);
        this.storage = new StorageRetry(tools, run, notice, this::takeReplies);
    }

    /** Asks storage for this run, and takes replies while it waits for it. */
    StorageRetry storage() {
        return storage;
    }

    /** First what came back (steps 7 to 9), then new people (1 to 4), then one hand-over (5 and 6). */
    Turn turn() throws InterruptedException {
        if (gate.halted()) {
            return Turn.LAST;
        }
        takeReplies();
        savePause();
        recordOutcomes();
        // a reply may have been a fault, and a stop may have come meanwhile
        if (isEnding()) {
            return Turn.LAST;
        }
        rounds.claimAnewIfNeeded();
        long now = tools.time().nanos();
        var wait = pacing.next(now);
        if (wait.isPresent() && wait.get().until() - now >= LONG_WAIT) {
            return waitWithoutClaims(wait.get(), now);
        }
        claimMore();
        // the claim may have found that the run was overtaken, and replies were taken while it waited for its turn
        if (isEnding()) {
            return Turn.LAST;
        }
        if (rounds.takeOutdated()) {
            gate.reload();
            return Turn.AGAIN;
        }
        if (queue.isEmpty()) {
            return whenNobodyIsReady();
        }
        handOverNext();
        return Turn.AGAIN;
    }

    /** Somebody halted the run, or it ends by itself. */
    private boolean isEnding() {
        return gate.halted() || fault.isThere();
    }

    /** Steps 1 to 4: audience, eligibility, exclusion, claim. */
    private void claimMore() throws InterruptedException {
        if (!wantsMore()) {
            return;
        }
        pacing.leaveConnections();
        // its turn at the database may have come late: a run that is ending claims nobody
        var standing = storage.inTurn(() -> isEnding() ? Standing.CURRENT : rounds.claim(inHand.room()));
        rounds.tellWhoWasLeftOut();
        if (standing == Standing.OVERTAKEN) {
            // whoever stopped or overtook this run may not have had an answer: memory is told what there is
            gate.halt();
            gate.reload();
        }
    }

    private boolean wantsMore() {
        return !rounds.isOver() && inHand.hasRoomForABatch();
    }

    /**
     * Nobody stays claimed through a long wait: who opts out meanwhile is not written to, and a crash leaves no doubt.
     */
    private Turn waitWithoutClaims(Pacing.Wait wait, long now) throws InterruptedException {
        rounds.claimAnew();
        if (hasNobodyInHand() && rounds.isOver()) {
            return conclude();
        }
        waitFor(wait, now);
        return Turn.AGAIN;
    }

    /**
     * Steps 5 and 6. The pace is asked again, for a claim takes its time; what has become a long wait meanwhile is the
     * next turn's.
     */
    private void handOverNext() throws InterruptedException {
        long now = tools.time().nanos();
        var wait = pacing.next(now);
        if (wait.isEmpty() && !pacing.hasConnection()) {
            await(outcomes.nanosToDue(now, LONG_WAIT));
        } else if (wait.isEmpty()) {
            handOver.toNext(now);
        } else if (wait.get().until() - now < LONG_WAIT) {
            waitFor(wait.get(), now);
        }
    }

    private void waitFor(Pacing.Wait wait, long now) throws InterruptedException {
        long left = wait.until() - now;
        notice.waitsToTry(wait, now);
        pacing.leaveConnections();
        if (wait.cause() == WaitCause.SLOW) {
            // for some of its own replies: each makes room for more
            run.mailbox().await(left, Math.max(1, run.inFlight().count() / 2));
            takeReplies();
        } else {
            await(Math.min(left, outcomes.nanosToDue(now, left)));
        }
    }

    /** Step 7. */
    void takeReplies() {
        replies.takeAll(pacing);
    }

    /** Step 8: commit, then (step 9) tell. */
    void recordOutcomes() throws InterruptedException {
        boolean nothingElseToDo = isEnding() || inHand.haveAllOutcomes();
        if (!outcomes.isEmpty() && (nothingElseToDo || outcomes.due(tools.time().nanos(), inHand.batch()))) {
            pacing.leaveConnections();
            outcomes.committed(storage.inTurn(outcomes::commit), rounds.sentUsers());
        }
    }

    private Turn whenNobodyIsReady() throws InterruptedException {
        if (wantsMore()) {
            // the page had nobody: read on
            return Turn.AGAIN;
        }
        if (!hasNobodyInHand()) {
            pacing.leaveConnections();
            await(outcomes.nanosToDue(tools.time().nanos(), LONG_WAIT));
            return Turn.AGAIN;
        }
        return rounds.isOver() ? conclude() : Turn.AGAIN;
    }

    private Turn conclude() throws InterruptedException {
        var verdict = completion.conclude();
        switch (verdict) {
            case CLAIMS_ARE_OPEN -> await(LOOK_AGAIN);
            case HELD_BACK -> waitForCap(rounds.held());
            default -> {}
        }
        return verdict == Completion.Verdict.OVER ? Turn.LAST : Turn.AGAIN;
    }

    private void waitForCap(HeldBack held) throws InterruptedException {
        notice.waitsFor(WaitCause.CAP, held.nanosToFree());
        pacing.leaveConnections();
        await(held.nanosToRound());
    }

    /** A pause that Telegram asks for holds for the next process as well. A reply may ask for one after a halt, too. */
    void savePause() {
        tools.lanes().save(pacing.lane());
    }

    boolean hasNobodyInHand() {
        return inHand.outstanding() == 0;
    }

    void awaitReplies() throws InterruptedException {
        await(LONG_WAIT);
    }

    /** The run is over: it wants no connection, and what it still knows is told. */
    void leave() {
        pacing.leaveConnections();
        rounds.tellWhoWasLeftOut();
    }

    /** Until there is something to do. Replies are that when they are to be written down, or are the last. */
    private void await(long nanos) throws InterruptedException {
        int enough = inHand.enoughReplies();
        run.mailbox().await(enough == 1 ? nanos : Math.min(nanos, outcomes.moment()), enough);
        takeReplies();
    }
}
