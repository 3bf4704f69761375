package org.reprise.delivery.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reprise.TimeSource;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.run.RunEvent.Attempt;
import org.reprise.delivery.run.RunEvent.Reply;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;
import org.reprise.session.Pacing;
import org.reprise.session.SessionLane;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;

/** Steps 5 and 6: a place in the lane, a free chat, and the current text under the edit lock. Of the run's thread. */
final class HandOver {
    private static final long CHAT_IS_BUSY = TimeUnit.MILLISECONDS.toNanos(50);

    private final TimeSource time;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final ClaimRounds rounds;
    private final Pacing pacing;
    private final OutcomeRecorder outcomes;
    private final RunFault fault;

    HandOver(
            TimeSource time,
            RunHandle run,
            ClaimQueue queue,
            ClaimRounds rounds,
            Pacing pacing,
            OutcomeRecorder outcomes,
            RunFault fault) {
        this.time = time;
        this.run = run;
        this.queue = queue;
        this.rounds = rounds;
        this.pacing = pacing;
        this.outcomes = outcomes;
        this.fault = fault;
    }

    private record Handed(int revision, CompletableFuture<SendOutcome> reply) {}

    /** To the first one in the queue whose chat is free, if the lane lets anything through. */
    void toNext(long now) {
        var place = pacing.lane().enter(now);
        var attempt = place.flatMap(it -> queue.next(each -> it.takesChat(each.userId(), now)));
        if (attempt.isPresent()) {
            to(attempt.get(), place.get());
        } else {
            place.ifPresent(it -> it.leave(now));
            pacing.putOff(now + CHAT_IS_BUSY);
        }
    }

    private void to(Attempt attempt, SessionLane.Place place) {
        var newest = run.gate().plan();
        if (newest.message().isPersonal()) {
            toOne(newest, attempt, place);
        } else {
            hand(newest, plan -> plan.messageTo(attempt.userId()), attempt, place);
        }
    }

    /** Filled here, not under the edit lock: whose text was edited meanwhile is claimed for the new one first. */
    private void toOne(RunPlan newest, Attempt attempt, SessionLane.Place place) {
        long user = attempt.userId();
        var values = queue.values(user, newest.revision());
        if (values.isEmpty()) {
            place.leave(time.nanos());
            queue.putBack(attempt);
            rounds.claimAnew();
            return;
        }
        var filling = newest.message().placeholders().orElseThrow().fill(values.get());
        if (filling instanceof Filled filled) {
            hand(newest, plan -> plan.messageTo(user, filled), attempt, place);
        } else if (filling instanceof LeftOut leftOut) {
            place.leave(time.nanos());
            queue.decided(user);
            outcomes.add(Outcome.leftOut(user, leftOut, newest.revision()), time.nanos());
        }
    }

    /** @param message to the recipient; of one that is filled, for the plan that it was filled for and no other */
    private void hand(
            RunPlan newest, Function<RunPlan, OutgoingMessage> message, Attempt attempt, SessionLane.Place place) {
        place.prepare(newest.session(), message.apply(newest));
        var handed = run.gate()
                .whileItHolds(
                        attempt.userId(),
                        plan -> isFor(newest, plan)
                                ? Optional.of(new Handed(plan.revision(), send(plan, message.apply(plan), place)))
                                : Optional.<Handed>empty())
                .flatMap(it -> it);
        pacing.handedOver(run.gate().plan().pace(), time.nanos());
        if (handed.isPresent()) {
            var reply = handed.get();
            reply.reply.thenAccept(outcome -> {
                put(new Reply(attempt, reply.revision, outcome));
                pacing.answered();
            });
        } else {
            place.leave(time.nanos());
            queue.putBack(attempt);
            giveBackIfOptedOut(attempt);
        }
    }

    private static boolean isFor(RunPlan one, RunPlan other) {
        boolean isSame = one.revision() == other.revision();
        return isSame || !one.message().isPersonal() && !other.message().isPersonal();
    }

    private CompletableFuture<SendOutcome> send(RunPlan plan, OutgoingMessage message, SessionLane.Place place) {
        pacing.useConnection();
        var reply = place.send(plan.session(), message);
        // here, under the lock: whoever changes the settings waits for what was handed over before
        run.inFlight().add(reply);
        if (place.gatewayBroke()) {
            fault.endWith(RunFault.BROKEN);
        }
        return reply;
    }

    /** An outcome can wait until it is written down with others; what asks for a pause, or ends the run, cannot. */
    private void put(Reply reply) {
        if (reply.outcome() instanceof SendOutcome.Sent || reply.outcome() instanceof SendOutcome.Refused) {
            run.mailbox().addPatiently(reply);
        } else {
            run.mailbox().add(reply);
        }
    }

    /** An opt-out holds also for who was claimed a moment before it; from now on the database says so. */
    private void giveBackIfOptedOut(Attempt attempt) {
        long user = attempt.userId();
        if (run.gate().optedOut(user)) {
            queue.release(attempt);
            run.gate().optOutIsKnown(user);
            rounds.leftOut();
        }
    }
}
