package org.reprise.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.audience.Audience;
import org.reprise.audience.OptOuts;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.TelegramGateway;

/**
 * One stretch of sending, from start or resume to stop, completion or crash: the journey of each recipient from the
 * audience to a committed outcome.
 *
 * <p>One thread does everything; replies, edits and stops reach it through its inbox. Only {@link #halt},
 * {@link #reload} and the hand-over itself meet, under the edit lock: so after a halt nothing more is handed over, and
 * after a reload nothing with an older text.
 */
final class CampaignRun implements Runnable {
    private static final Logger LOG = Logger.getLogger(CampaignRun.class.getName());
    private static final Object WAKE = new Object();

    /** Outcomes wait this long for company, so that one commit serves many. */
    private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(25);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A wait that an operator should see. */
    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

    /** What a run works with; the same for all runs. */
    record Tools(
            RunOwner owner,
            Audience audience,
            OptOuts optOuts,
            DeliveryLedger ledger,
            CrashRecovery recovery,
            Gateways gateways,
            RateLimits limits,
            Consumer<Object> tell,
            Clock clock) {}

    private record Attempt(long userId, int number) {}

    private record Reply(Attempt attempt, int revision, SendOutcome outcome) {}

    private final Tools tools;
    private final long campaignId;
    private final int run;

    private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
    private final CountDownLatch handsNothingMore = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private final ReentrantLock editLock = new ReentrantLock(true);
    private volatile boolean halted;
    private volatile RunPlan plan;
    /** Claims made under the old limit may be too many: they are given back before anything else is handed over. */
    private volatile boolean capChanged;

    private volatile boolean begun;
    private CampaignRun predecessor;

    // from here on the run's own thread only
    private final Deque<Attempt> ready = new ArrayDeque<>();
    private final List<DeliveryLedger.Outcome> outcomes = new ArrayList<>();
    private TelegramGateway gateway;
    private RateLimit limit;
    private SentUsers sentUsers;
    private Exclusion exclusion;
    private AudienceWalk walk;
    private int inFlight;
    private int wonThisRound;
    private boolean limitReached;
    private boolean claimsWereOpen;
    private long oldestOutcome;
    private long nextByPace;
    private Long permit;
    private String toldCause;
    private int troubles;
    private RetryPolicy.Next.EndRun fault;

    CampaignRun(Tools tools, long campaignId, int run) {
        this.tools = tools;
        this.campaignId = campaignId;
        this.run = run;
    }

    /** Waits, before it sends, until an older run of the campaign has released what it did not hand over. */
    void follow(CampaignRun older) {
        predecessor = older;
        if (older != null) {
            older.askToHalt();
        }
    }

    int number() {
        return run;
    }

    long campaignId() {
        return campaignId;
    }

    /** Returns once nothing more is handed over and what was not handed over is released, or after the patience. */
    void halt(Duration patience) throws InterruptedException {
        askToHalt();
        if (begun) {
            // one that was not begun has claimed nothing, and will not begin
            handsNothingMore.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** From its return on nothing more is handed over. */
    void askToHalt() {
        editLock.lock();
        try {
            halted = true;
        } finally {
            editLock.unlock();
        }
        inbox.add(WAKE);
    }

    /** From its return on nothing is handed over with a plan older than the one in storage now. */
    void reload() {
        editLock.lock();
        try {
            var newest = tools.owner.plan(campaignId, run);
            halted |= newest.isEmpty();
            capChanged |= plan != null
                    && newest.isPresent()
                    && !Objects.equals(plan.cap(), newest.get().cap());
            plan = newest.orElse(plan);
        } finally {
            editLock.unlock();
        }
        inbox.add(WAKE);
    }

    /** Waits until every reply is recorded. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        begun = true;
        try {
            if (predecessor != null) {
                predecessor.halt(PATIENCE);
                predecessor = null;
            }
            sendUntilDone();
            askToHalt();
            untilDone(this::giveBackUnsent);
            untilDone(this::endForFault);
            handsNothingMore.countDown();
            untilDone(this::recordRemainingReplies);
        } catch (InterruptedException e) {
            // the server takes its threads back: what is in flight is settled at the next start
            LOG.warning(() -> "campaign " + campaignId + " run " + run + " was interrupted by the server");
        } finally {
            askToHalt();
            handsNothingMore.countDown();
            ended.countDown();
        }
    }

    private void sendUntilDone() throws InterruptedException {
        try {
            untilDone(this::go);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "campaign " + campaignId + " run " + run + " broke");
            fault = new RetryPolicy.Next.EndRun(Ending.FAILED, "Reprise itself failed; the server's log says how");
        }
    }

    /** @return whether the work is done; asked again until it is */
    private interface Work {
        boolean done() throws InterruptedException;
    }

    /** Storage out of reach ends no run: it is tried again, with growing patience. */
    private void untilDone(Work work) throws InterruptedException {
        boolean done = false;
        while (!done) {
            try {
                done = work.done();
                troubles = 0;
            } catch (StorageUnavailable e) {
                long wait = TimeUnit.MILLISECONDS.toNanos(Math.min(30_000, 250L << Math.min(troubles++, 7)));
                LOG.log(
                        troubles == 1 ? Level.WARNING : Level.FINE,
                        e,
                        () -> "campaign " + campaignId + " cannot reach its database: " + e.getMessage());
                tellWaiting("database", System.nanoTime() + wait);
                await(wait);
            }
        }
    }

    private boolean go() throws InterruptedException {
        if (halted || (walk == null && !begin())) {
            return true;
        }
        takeReplies();
        recordOutcomes();
        if (halted || fault != null) {
            return true;
        }
        if (capChanged) {
            reclaimUnderNewCap();
        }
        if (!claimMore()) {
            return true;
        }
        if (ready.isEmpty()) {
            return waitForRepliesOrConclude();
        }
        handOverWhenPermitted();
        return false;
    }

    private boolean begin() {
        reload();
        if (halted) {
            return false;
        }
        tools.recovery.settle(plan.session(), campaignId);
        gateway = tools.gateways.of(plan.session());
        limit = tools.limits.of(plan.session(), gateway);
        sentUsers = tools.owner.sentUsers(campaignId);
        exclusion = new Exclusion(sentUsers, tools.optOuts);
        nextByPace = System.nanoTime();
        var first = new AudienceWalk(tools.audience, exclusion);
        first.beginRound(tools.ledger.lastReached(campaignId));
        walk = first;
        return true;
    }

    /** Steps 1 to 4: audience, targeting, exclusion, claim. False when the run was stopped or overtaken. */
    private boolean claimMore() {
        var current = plan;
        int room = current.window(gateway.rate(current.session()));
        if (limitReached || walk.roundEnded() || outstanding() > room / 2) {
            return true;
        }
        if (walk.goesOverOldGround() && !sentUsers.filled()) {
            sentUsers.fillMore(tools.ledger, campaignId);
            return true;
        }
        var users = exclusion.withoutOptOuts(current.session().accountId(), walk.next(current, room - outstanding()));
        return users.isEmpty() || claim(current, users);
    }

    private boolean claim(RunPlan current, List<Long> users) {
        var claims = tools.ledger.claim(campaignId, run, current.revision(), users);
        if (claims.isEmpty()) {
            return false;
        }
        claims.get().won().forEach(user -> ready.add(new Attempt(user, 1)));
        wonThisRound += claims.get().won().size();
        limitReached = claims.get().room() == 0;
        if (claims.get().version() > current.version()) {
            reload();
        }
        return true;
    }

    private void reclaimUnderNewCap() {
        walk.putBack(ready.stream().map(Attempt::userId).toList());
        giveBackUnsent();
        limitReached = false;
        capChanged = false;
    }

    /** Step 5: pace, permit, pause. */
    private void handOverWhenPermitted() throws InterruptedException {
        long now = System.nanoTime();
        if (permit == null && nextByPace - now > 0) {
            waitFor("pace", nextByPace, now);
            return;
        }
        if (permit == null) {
            permit = limit.reserve(now);
        }
        if (limit.pausedUntil() - now > 0) {
            waitFor(limit.pausedFor(), limit.pausedUntil(), now);
        } else if (permit - now > 0) {
            waitFor("rate limit", permit, now);
        } else {
            permit = null;
            nextByPace = now + plan.pace().toNanos();
            handOver();
        }
    }

    /** Step 6: the current text, under the edit lock. */
    private void handOver() {
        var attempt = ready.peek();
        CompletionStage<SendOutcome> reply;
        int revision;
        editLock.lock();
        try {
            if (halted || capChanged) {
                return;
            }
            revision = plan.revision();
            reply = gateway.send(plan.session(), plan.messageTo(attempt.userId));
        } finally {
            editLock.unlock();
        }
        ready.remove();
        inFlight++;
        reply.whenComplete((outcome, failure) -> inbox.add(new Reply(
                attempt, revision, failure == null ? outcome : new SendOutcome.Unknown("the gateway failed"))));
        if (toldCause != null) {
            tools.tell.accept(new RunWaiting(campaignId, null, null));
            toldCause = null;
        }
    }

    private void takeReplies() {
        for (Object event = inbox.poll(); event != null; event = inbox.poll()) {
            take(event);
        }
    }

    /** Step 7: what follows from the answer. */
    private void take(Object event) {
        if (!(event instanceof Reply reply)) {
            return;
        }
        inFlight--;
        var next = RetryPolicy.after(reply.outcome, reply.attempt.number);
        if (next instanceof RetryPolicy.Next.Settle settle) {
            oldestOutcome = outcomes.isEmpty() ? System.nanoTime() : oldestOutcome;
            outcomes.add(
                    new DeliveryLedger.Outcome(reply.attempt.userId, settle.state(), settle.reason(), reply.revision));
            return;
        }
        ready.addFirst(new Attempt(reply.attempt.userId, reply.attempt.number + 1));
        if (next instanceof RetryPolicy.Next.PauseThenAgain again) {
            limit.pause(System.nanoTime() + again.pause().toNanos(), again.cause());
        } else {
            fault = (RetryPolicy.Next.EndRun) next;
        }
    }

    /** Step 8: commit, then (step 9) tell. */
    private void recordOutcomes() {
        boolean idle = inFlight == 0 && ready.isEmpty();
        boolean due = halted
                || fault != null
                || idle
                || outcomes.size() >= 500
                || System.nanoTime() - oldestOutcome >= GATHER;
        if (outcomes.isEmpty() || !due) {
            return;
        }
        var tally = tools.ledger.record(campaignId, outcomes);
        outcomes.forEach(outcome -> sentUsers.add(outcome.userId()));
        long last = outcomes.get(outcomes.size() - 1).userId();
        outcomes.clear();
        tools.tell.accept(new DeliveriesRecorded(campaignId, tally, last));
    }

    private boolean waitForRepliesOrConclude() throws InterruptedException {
        if (outstanding() > 0) {
            await(outcomes.isEmpty() ? WORTH_TELLING : oldestOutcome + GATHER - System.nanoTime());
            return false;
        }
        return (limitReached || walk.roundEnded()) && concluded();
    }

    /** Ends after a round that found nobody, begun with no claim of anybody's outstanding: nobody is lost. */
    private boolean concluded() throws InterruptedException {
        if (tools.ledger.tally(campaignId).claimed() > 0) {
            // of our own there is none in hand: a claim's answer was lost; an older run's will get their outcome
            tools.ledger.releaseAll(campaignId, run);
            claimsWereOpen = true;
            await(LOOK_AGAIN);
            return false;
        }
        if (claimsWereOpen || (wonThisRound > 0 && !limitReached)) {
            return anotherRound(0);
        }
        if (tools.owner.finish(plan, Ending.COMPLETED, null)) {
            return true;
        }
        reload();
        return halted || anotherRound(tools.ledger.lastReached(campaignId));
    }

    private boolean anotherRound(long from) {
        wonThisRound = 0;
        limitReached = false;
        claimsWereOpen = false;
        walk.beginRound(from);
        return false;
    }

    private boolean giveBackUnsent() {
        if (!ready.isEmpty()) {
            tools.ledger.release(campaignId, ready.stream().map(Attempt::userId).toList());
            ready.clear();
        }
        return true;
    }

    /** When the plan was edited under our feet, finishes once more with the new one. */
    private boolean endForFault() {
        var current = fault == null ? Optional.<RunPlan>empty() : tools.owner.plan(campaignId, run);
        return current.isEmpty() || tools.owner.finish(current.get(), fault.ending(), fault.error());
    }

    private boolean recordRemainingReplies() throws InterruptedException {
        takeReplies();
        recordOutcomes();
        giveBackUnsent();
        if (inFlight > 0) {
            await(WORTH_TELLING);
        }
        return inFlight == 0 && outcomes.isEmpty() && ready.isEmpty();
    }

    private int outstanding() {
        return ready.size() + inFlight + outcomes.size();
    }

    private void waitFor(String cause, long until, long now) throws InterruptedException {
        if (until - now >= WORTH_TELLING) {
            tellWaiting(cause, until);
        }
        long recordDue = outcomes.isEmpty() ? until : oldestOutcome + GATHER;
        await(Math.min(until - now, recordDue - now));
    }

    private void tellWaiting(String cause, long until) {
        if (!cause.equals(toldCause)) {
            var end = tools.clock.instant().plusNanos(until - System.nanoTime());
            LOG.info(() -> "campaign " + campaignId + " waits until " + end + ": " + cause);
            tools.tell.accept(new RunWaiting(campaignId, cause, end));
            toldCause = cause;
        }
    }

    private void await(long nanos) throws InterruptedException {
        Object event = inbox.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (event != null) {
            take(event);
        }
    }
}
