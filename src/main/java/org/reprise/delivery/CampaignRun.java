package org.reprise.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.delivery.RunEvent.Attempt;
import org.reprise.delivery.RunEvent.Reply;
import org.reprise.delivery.RunEvent.Wake;
import org.reprise.storage.StorageBroken;
import org.reprise.storage.StorageFailed;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.HandoverNotes;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.WaitCause;

/**
 * One stretch of sending, from start or resume to stop, completion or crash: the journey of each recipient from the
 * audience to a committed outcome.
 *
 * <p>One thread does everything; replies, edits and stops reach it through its inbox. What others may change under its
 * hands is in {@link LivePlan}.
 */
final class CampaignRun implements Runnable {
    private static final Logger LOG = Logger.getLogger(CampaignRun.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long CHAT_IS_BUSY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(2);

    private static final String GATEWAY_FAILED = "the gateway failed";
    private static final RetryPolicy.Next.EndRun BROKEN =
            new RetryPolicy.Next.EndRun(RunOutcome.FAILED, EndCause.Kind.BROKEN.with());

    private final RunTools tools;
    private final long campaignId;
    private final int run;
    private final LivePlan live;
    private final RunMailbox<RunEvent> inbox = new RunMailbox<>();
    private final CountDownLatch handsNothingMore = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Set<CompletableFuture<SendOutcome>> onTheirWay = ConcurrentHashMap.newKeySet();
    private volatile boolean begun;
    private volatile CampaignRun predecessor;

    // from here on the run's own thread only
    private final Deque<Attempt> ready = new ArrayDeque<>();
    /** The next attempt's number of those who were not refused, but put off. */
    private final Map<Long, Integer> attempts = new HashMap<>();

    private final OutcomeBatch outcomes = new OutcomeBatch();
    private final WaitingNotice notice;
    private TelegramGateway gateway;
    private HandoverNotes notes = HandoverNotes.NONE;
    private Pacing pacing;
    private SentUsers sentUsers;
    private Exclusion exclusion;
    private AudienceWalk walk;
    private final MessageTrouble trouble = new MessageTrouble();
    private int inFlight;
    private int wonThisRound;
    /** Opted out, met by this run, and not told of yet. */
    private int leftOut;
    /** The first round met everybody: later ones meet the same people again. */
    private boolean inLaterRound;

    private boolean limitReached;
    private boolean claimsWereOpen;
    /** A release is in doubt (no reply from the database), so recipients in {@code ready} may no longer be ours. */
    private boolean releasing;
    /** A claim told of newer settings than those of the plan. */
    private boolean outdated;

    private int troubles;
    /** The id of the wrong statement that was met last; null: none was since. */
    private String broken;

    private RetryPolicy.Next.EndRun fault;
    /** What the run is ended with for its fault. */
    private RunPlan ending;

    CampaignRun(RunTools tools, long campaignId, int run) {
        this.tools = tools;
        this.campaignId = campaignId;
        this.run = run;
        this.live = new LivePlan(() -> tools.owner().plan(campaignId, run));
        this.notice = new WaitingNotice(campaignId, tools.tell(), tools.clock());
    }

    /** Waits, before it sends, until an older run of the campaign has released what it did not hand over. */
    void follow(CampaignRun older) {
        predecessor = older;
    }

    /** From its return on an older run hands nothing more over. */
    void overtake() {
        if (predecessor != null) {
            predecessor.askToHalt();
        }
    }

    int number() {
        return run;
    }

    long campaignId() {
        return campaignId;
    }

    /** What this run was told and has not taken up yet. */
    int queued() {
        return inbox.size();
    }

    /** From its return on nothing more is handed over. */
    void askToHalt() {
        live.halt();
        inbox.add(Wake.WAKE);
    }

    /**
     * From its return on nothing more is handed over. Returns once nothing of the campaign can leave any more and what
     * was not handed over is released, or after the patience.
     */
    void halt(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        askToHalt();
        recall(patience);
        if (begun) {
            // one that was not begun has claimed nothing, and will not begin
            handsNothingMore.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    /** From its return on nothing is handed over with a plan older than the one in storage now. */
    void reload() {
        live.reload();
        inbox.add(Wake.WAKE);
    }

    /**
     * Takes back what was handed over and waits inside of Reprise, for it would leave with what holds no more. Done
     * when nothing of it can leave any more.
     */
    Future<Void> recall() {
        var plan = live.plan();
        return plan == null
                ? CompletableFuture.completedFuture(null)
                : tools.gateways().of(plan.session()).recall(plan.session(), campaignId);
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
        try {
            CompletableFuture.allOf(onTheirWay.toArray(CompletableFuture[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.info(() -> "campaign " + campaignId + ": some replies take long; what they are to left before");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** From its return on nothing is handed over to somebody who opted out of that account. */
    void optOut(long accountId, long user) {
        live.optOut(accountId, user);
    }

    /** The session can send no more; the campaign stops with the reason, and its unsent claims are given back. */
    void loseSession(SendOutcome.Loss loss, String cause) {
        inbox.add(new RunEvent.SessionLost(loss, cause));
    }

    /** Waits until every reply is recorded. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        begun = true;
        try {
            overtake();
            if (predecessor != null) {
                predecessor.halt(PATIENCE);
                predecessor = null;
            }
            sendUntilDone();
            askToHalt();
            giveBackUntilDone();
            untilDone(this::endForFault);
            handsNothingMore.countDown();
            untilDone(this::recordRemainingReplies);
            notes.end();
        } catch (InterruptedException e) {
            // the server takes its threads back: what is in flight is settled at the next start
            LOG.warning(() -> "campaign " + campaignId + " run " + run + " was interrupted by the server");
        } catch (RuntimeException | Error e) {
            // the campaign is running without a run; one that is begun under its number settles what this one left
            LOG.log(Level.SEVERE, e, () -> "campaign " + campaignId + " run " + run + " died");
        } finally {
            askToHalt();
            notice.goesOn();
            tellWhoWasLeftOut();
            handsNothingMore.countDown();
            ended.countDown();
        }
    }

    private void sendUntilDone() throws InterruptedException {
        try {
            untilDone(this::go);
        } catch (StorageBroken e) {
            fault = broken(e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "campaign " + campaignId + " run " + run + " broke");
            fault = BROKEN;
        }
    }

    /** Who cannot be given back stays claimed, and is settled before the next run. */
    private void giveBackUntilDone() throws InterruptedException {
        try {
            untilDone(this::giveBackUnsent);
        } catch (StorageBroken e) {
            fault = fault == null ? broken(e) : fault;
        }
    }

    private static RetryPolicy.Next.EndRun broken(StorageBroken e) {
        return new RetryPolicy.Next.EndRun(RunOutcome.FAILED, EndCause.Kind.STORAGE_BROKEN.with(e.id()));
    }

    /** The journey, a turn at a time. True when this run sends no more. */
    private boolean go() throws InterruptedException {
        if (live.halted() || (walk == null && !begin())) {
            return true;
        }
        takeReplies();
        tools.lanes().save(pacing.lane());
        recordOutcomes();
        if (live.halted() || fault != null) {
            return true;
        }
        if (live.capChanged() || releasing) {
            var plan = live.plan();
            claimAnew();
            live.reclaimed(plan);
        }
        long now = System.nanoTime();
        var wait = pacing.next(now);
        if (wait.isPresent() && wait.get().until() - now >= A_WHILE) {
            return waitWithoutClaims(wait.get(), now);
        }
        if (!claimMore() || live.halted() || fault != null) {
            return true;
        }
        if (outdated) {
            live.reload();
            outdated = false;
            return live.halted();
        }
        if (ready.isEmpty()) {
            return waitForRepliesOrConclude();
        }
        handOver();
        return false;
    }

    private boolean begin() {
        live.reload();
        if (live.halted()) {
            return false;
        }
        var session = live.plan().session();
        tools.recovery().settleBefore(session, campaignId, run);
        gateway = tools.gateways().of(session);
        notes = gateway.notes(session, campaignId, run);
        // the plan's own: it may have been read again while the settling went on
        pacing = new Pacing(tools.lanes().paced(live.plan().session()), System.nanoTime());
        sentUsers = tools.owner().sentUsers(campaignId);
        exclusion = new Exclusion(sentUsers, tools.optOuts());
        claimsWereOpen = tools.ledger().tally(campaignId).claimed() > 0;
        var first = new AudienceWalk(tools.audience(), exclusion);
        first.beginRound(tools.ledger().lastReached(campaignId));
        first.putBack(tools.ledger().released(live.plan()));
        walk = first;
        return true;
    }

    /** Steps 1 to 4: audience, targeting, exclusion, claim. False when the run was stopped or overtaken. */
    private boolean claimMore() throws InterruptedException {
        if (!wantsMore()) {
            return true;
        }
        boolean current = withPermit(() -> live.halted() || fault != null || claimNext());
        tellWhoWasLeftOut();
        if (!current) {
            // whoever stopped or overtook this run may not have had an answer: memory is told what there is
            live.halt();
            live.reload();
        }
        return current;
    }

    private boolean claimNext() {
        if (walk.goesOverOldGround() && !sentUsers.filled()) {
            sentUsers.fillMore(tools.ledger(), campaignId);
            return true;
        }
        var plan = live.plan();
        int room = window() - outstanding();
        if (room <= 0) {
            // the pace was slowed down while this run waited for its permit
            return true;
        }
        var candidates = walk.next(plan, room);
        try {
            var users = exclusion.withoutOptOuts(plan.session().accountId(), candidates);
            boolean current = users.isEmpty() || taken(plan, users, claim(plan, users));
            leftOut += inLaterRound ? 0 : candidates.size() - users.size();
            return current;
        } catch (StorageFailed e) {
            // should the claim have been committed all the same, they conflict, and the round's end frees them
            walk.putBack(candidates);
            throw e;
        }
    }

    private Optional<DeliveryLedger.Claims> claim(RunPlan plan, List<Long> users) {
        var at = tools.clock().instant();
        notes.claiming(users, at);
        var claims = tools.ledger().claim(campaignId, run, plan.revision(), users, at);
        notes.claimed(claims.map(DeliveryLedger.Claims::won).orElse(List.of()));
        return claims;
    }

    private void tellWhoWasLeftOut() {
        if (leftOut > 0) {
            tools.tell().accept(new PeopleLeftOut(leftOut));
            leftOut = 0;
        }
    }

    private boolean wantsMore() {
        return !limitReached && !walk.roundEnded() && outstanding() <= window() * 3 / 5;
    }

    private int window() {
        return live.plan().window(gateway.rate(live.plan().session()));
    }

    /** So many outcomes are worth a commit: as many as are claimed at a time. */
    private int batch() {
        return window() * 2 / 5;
    }

    /** Asks nothing of storage: a failure here would put back whom the run has in hand. */
    private boolean taken(RunPlan plan, List<Long> users, Optional<DeliveryLedger.Claims> claims) {
        claims.ifPresent(made -> {
            made.won().forEach(user -> ready.add(new Attempt(user, attempts.getOrDefault(user, 1))));
            walk.putBack(users.subList(made.tried(), users.size()));
            wonThisRound += made.won().size();
            limitReached = made.room() == 0;
            outdated = made.version() > plan.version();
        });
        return claims.isPresent();
    }

    /** Gives back what is not handed over, to claim it again: under the limit and the opt-outs of that moment. */
    private void claimAnew() {
        var users = ready.stream().map(Attempt::userId).toList();
        giveBackUnsent();
        walk.putBack(users);
        limitReached = live.capChanged() ? isAtLimit() : limitReached && users.isEmpty();
    }

    /** Under a limit that was just changed: whoever is at it waits for no pace, but ends. */
    private boolean isAtLimit() {
        var cap = live.plan().cap();
        return cap != null && tools.ledger().tally(campaignId).attempted() >= cap;
    }

    /**
     * Nobody stays claimed through a long wait: who opts out meanwhile is not written to, and a crash leaves no doubt.
     */
    private boolean waitWithoutClaims(Pacing.Wait wait, long now) throws InterruptedException {
        claimAnew();
        if (outstanding() == 0 && (limitReached || walk.roundEnded())) {
            return concluded();
        }
        waitFor(wait, now);
        return false;
    }

    /** Step 5: pace, permit, pause; asked again, for a claim takes its time. */
    private void handOver() throws InterruptedException {
        long now = System.nanoTime();
        var wait = pacing.next(now);
        if (wait.isPresent()) {
            if (wait.get().until() - now < A_WHILE) {
                waitFor(wait.get(), now);
            }
            return;
        }
        var entered = pacing.lane().enter(now);
        var attempt = entered.isEmpty() ? Optional.<Attempt>empty() : withFreeChat(now);
        if (attempt.isPresent()) {
            handOver(attempt.get(), entered.getAsLong());
            pacing.handedOver(live.plan(), System.nanoTime());
        } else {
            entered.ifPresent(pacing.lane()::leave);
            pacing.putOff(now + CHAT_IS_BUSY);
        }
    }

    private void waitFor(Pacing.Wait wait, long now) throws InterruptedException {
        long left = wait.until() - now;
        notice.waitsToTry(wait, now);
        if (wait.cause() == WaitCause.SLOW) {
            // for some of its own replies: each makes room for more
            inbox.await(left, Math.max(1, inFlight / 2));
            takeReplies();
        } else {
            await(Math.min(left, outcomes.nanosToDue(now, left)));
        }
    }

    /** Step 6: the current text, under the edit lock. */
    private void handOver(Attempt attempt, long entered) {
        live.whileItHolds(attempt.userId(), plan -> new Handed(attempt, plan.revision(), send(plan, attempt)))
                .ifPresentOrElse(
                        handed -> {
                            inFlight++;
                            handed.reply.thenAccept(outcome -> {
                                // here, since a run that died takes no replies
                                pacing.lane().answered(entered, outcome, System.nanoTime());
                                pacing.leaveChat(attempt.userId());
                                put(new Reply(attempt, handed.revision, outcome));
                            });
                        },
                        () -> {
                            pacing.lane().leave(entered);
                            pacing.leaveChat(attempt.userId());
                            ready.addFirst(attempt);
                            giveBackIfOptedOut(attempt);
                        });
    }

    /** The first one whose chat is free; those whose chat is not wait for it at the end. */
    private Optional<Attempt> withFreeChat(long now) {
        for (int left = ready.size(); left > 0; left--) {
            var attempt = ready.remove();
            if (pacing.enterChat(attempt.userId(), now)) {
                return Optional.of(attempt);
            }
            ready.add(attempt);
        }
        return Optional.empty();
    }

    /** An opt-out holds also for who was claimed a moment before it; from now on the database says so. */
    private void giveBackIfOptedOut(Attempt attempt) {
        if (live.optedOut(attempt.userId())) {
            told(tools.ledger().release(campaignId, run, List.of(attempt.userId())));
            notes.forget(List.of(attempt.userId()));
            ready.remove(attempt);
            limitReached = false;
            live.optOutIsKnown(attempt.userId());
            leftOut++;
        }
    }

    private CompletableFuture<SendOutcome> send(RunPlan plan, Attempt attempt) {
        var reply = handToGateway(plan, attempt)
                .exceptionally(failure -> new SendOutcome.Unknown(GATEWAY_FAILED))
                .toCompletableFuture();
        onTheirWay.add(reply);
        reply.thenRun(() -> onTheirWay.remove(reply));
        return reply;
    }

    /** A gateway never throws; should it, nobody knows what it had done by then, and it is not trusted with more. */
    private CompletionStage<SendOutcome> handToGateway(RunPlan plan, Attempt attempt) {
        try {
            return gateway.send(plan.session(), plan.messageTo(attempt.userId()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "campaign " + campaignId + " run " + run + ": the gateway broke");
            fault = BROKEN;
            return CompletableFuture.completedFuture(new SendOutcome.Unknown(GATEWAY_FAILED));
        }
    }

    private record Handed(Attempt attempt, int revision, CompletableFuture<SendOutcome> reply) {}

    /** An outcome can wait until it is written down with others; what asks for a pause, or ends the run, cannot. */
    private void put(Reply reply) {
        if (reply.outcome() instanceof SendOutcome.Sent || reply.outcome() instanceof SendOutcome.Refused) {
            inbox.addPatiently(reply);
        } else {
            inbox.add(reply);
        }
    }

    private void takeReplies() {
        for (var event = inbox.poll(); event != null; event = inbox.poll()) {
            take(event);
        }
    }

    /** Step 7: what follows from the answer. */
    private void take(RunEvent event) {
        if (event instanceof RunEvent.SessionLost lost) {
            fault = RetryPolicy.sessionLost(lost.loss(), lost.cause());
        }
        if (!(event instanceof Reply reply)) {
            return;
        }
        inFlight--;
        long user = reply.attempt().userId();
        var next = RetryPolicy.after(reply.outcome(), reply.attempt().number());
        if (next instanceof RetryPolicy.Next.Settle settle && !isHeldAgainstTheMessage(reply, settle)) {
            outcomes.add(
                    new DeliveryLedger.Outcome(user, settle.state(), settle.reason(), settle.words(), reply.revision()),
                    System.nanoTime());
            attempts.remove(user);
            if (settle.state() != Delivery.State.UNCERTAIN && !pacing.pauses(System.nanoTime())) {
                // else it was on its way already, and says nothing of the next one
                notice.goesOn();
            }
            return;
        }
        if (next instanceof RetryPolicy.Next.PutOff putOff) {
            ready.addFirst(reply.attempt());
            putOff(reply, putOff);
            return;
        }
        if (next instanceof RetryPolicy.Next.PauseThenAgain again) {
            attempts.put(user, again.attempt());
            ready.addFirst(new Attempt(user, again.attempt()));
            pause(again);
            return;
        }
        ready.addFirst(reply.attempt());
        if (reply.outcome() instanceof SendOutcome.SessionLost lost) {
            tools.tell().accept(new SessionCannotSend(live.plan().session(), lost.loss(), lost.cause()));
        }
        endFor(next instanceof RetryPolicy.Next.EndRun end ? end : refusedForEverybody(next), reply.revision());
    }

    private void endFor(RetryPolicy.Next.EndRun end, int revision) {
        if (revision == live.plan().revision()) {
            // else the text that was refused is mended already
            fault = end;
        }
    }

    private static RetryPolicy.Next.EndRun refusedForEverybody(RetryPolicy.Next next) {
        return RetryPolicy.messageRejected(((RetryPolicy.Next.Settle) next).words());
    }

    /** Several refusals in a row, in words that nobody knows, are no recipient's own. */
    private boolean isHeldAgainstTheMessage(Reply reply, RetryPolicy.Next.Settle settle) {
        boolean unknown = reply.outcome() instanceof SendOutcome.Refused refused
                && refused.reason() == SendOutcome.Reason.UNRECOGNISED;
        if (unknown) {
            LOG.warning(() -> "campaign " + campaignId + ": Telegram refuses user "
                    + reply.attempt().userId() + " in words that Reprise does not know: " + settle.words());
            return trouble.isRefusedForEverybody(reply.attempt().userId());
        }
        if (settle.state() != Delivery.State.UNCERTAIN) {
            trouble.isFine();
        }
        return false;
    }

    /** Those that were on their way together count as one try. */
    private void putOff(Reply reply, RetryPolicy.Next.PutOff putOff) {
        long now = System.nanoTime();
        if (reply.revision() != live.plan().revision() || pacing.isPutOff(now)) {
            return;
        }
        trouble.notTaken(reply.revision())
                .ifPresentOrElse(
                        pause -> {
                            pacing.putOff(putOff.cause(), now + pause.toNanos());
                            notice.putOff(putOff.cause(), now);
                        },
                        () -> fault = RetryPolicy.messageRejected(putOff.words()));
    }

    /** Nothing is wrong with a session that is asked for no pause. */
    private void pause(RetryPolicy.Next.PauseThenAgain again) {
        if (!again.pause().isZero()) {
            long now = System.nanoTime();
            pacing.pause(again, now);
            notice.putOff(again.cause(), now);
        }
    }

    /** Step 8: commit, then (step 9) tell. */
    private void recordOutcomes() throws InterruptedException {
        boolean nothingElseToDo = live.halted() || fault != null || (inFlight == 0 && ready.isEmpty());
        if (outcomes.isEmpty() || !(nothingElseToDo || outcomes.due(System.nanoTime(), batch()))) {
            return;
        }
        var tally = withPermit(() -> tools.ledger().record(campaignId, run, outcomes.all()));
        outcomes.all().forEach(outcome -> sentUsers.add(outcome.userId()));
        notes.forget(outcomes.all().stream().map(DeliveryLedger.Outcome::userId).toList());
        var recorded = new DeliveriesRecorded(campaignId, tally, outcomes.lastRecipient());
        var counted = OutcomesCommitted.of(outcomes.all());
        outcomes.clear();
        tools.tell().accept(recorded);
        tools.tell().accept(counted);
    }

    private boolean waitForRepliesOrConclude() throws InterruptedException {
        if (wantsMore()) {
            // the page had nobody: read on
            return false;
        }
        if (outstanding() > 0) {
            await(outcomes.nanosToDue(System.nanoTime(), A_WHILE));
            return false;
        }
        return (limitReached || walk.roundEnded()) && concluded();
    }

    /** Ends after a round that found nobody, begun with no claim of anybody's outstanding: nobody is lost. */
    private boolean concluded() throws InterruptedException {
        // what this round was for: an edit may put another in its place at any moment
        var plan = live.plan();
        if (live.capChanged()) {
            return false;
        }
        var tally = tools.ledger().tally(campaignId);
        if (tally.claimed() > 0) {
            // first: should an answer be lost from here on, there are none the next time
            claimsWereOpen = true;
            // of our own there is none in hand: a claim's answer was lost; a living run's will get their outcome
            told(tools.ledger().releaseAll(campaignId, run));
            tools.recovery().settle(plan.session(), campaignId);
            await(LOOK_AGAIN);
            return false;
        }
        boolean atLimit = plan.cap() != null && tally.processed() >= plan.cap();
        if (!atLimit && (claimsWereOpen || (wonThisRound > 0 && !limitReached))) {
            return anotherRound(0);
        }
        if (tools.owner().finish(plan, RunOutcome.COMPLETED, null)) {
            return true;
        }
        live.reload();
        return live.halted() || anotherRound(tools.ledger().lastReached(campaignId));
    }

    private boolean anotherRound(long from) {
        inLaterRound = true;
        wonThisRound = 0;
        limitReached = false;
        claimsWereOpen = false;
        walk.beginRound(from);
        return false;
    }

    private boolean giveBackUnsent() {
        if (!ready.isEmpty()) {
            releasing = true;
            var users = ready.stream().map(Attempt::userId).toList();
            var tally = tools.ledger().release(campaignId, run, users);
            notes.forget(users);
            ready.clear();
            releasing = false;
            told(tally);
        }
        return true;
    }

    /**
     * When the plan was edited under our feet, finishes once more with the new one. When there is none any more, the
     * finish may have been committed and its answer lost: asked again, it tells of what is there.
     */
    private boolean endForFault() {
        if (fault == null) {
            return true;
        }
        takeBackTheRefused();
        var stored = tools.owner().plan(campaignId, run);
        ending = stored.orElse(ending);
        return ending == null || tools.owner().finish(ending, fault.outcome(), fault.why()) || stored.isEmpty();
    }

    /** Once the message or the session is mended, they are tried again. */
    private void takeBackTheRefused() {
        if (fault.outcome() == RunOutcome.FAILED && !trouble.toTakeBack().isEmpty()) {
            var tally = tools.ledger().takeBack(campaignId, run, trouble.toTakeBack());
            trouble.takenBack();
            tools.tell().accept(new DeliveriesDecided(campaignId, tally));
        }
    }

    private boolean recordRemainingReplies() throws InterruptedException {
        takeReplies();
        recordOutcomes();
        giveBackUnsent();
        if (inFlight > 0) {
            await(A_WHILE);
            return false;
        }
        if (walk != null) {
            // a claim whose answer was lost was never handed over; those of a run that died under this number may be
            told(tools.ledger().releaseAll(campaignId, run));
        }
        return outcomes.isEmpty() && ready.isEmpty();
    }

    private void told(Tally tally) {
        tools.tell().accept(new CountsChanged(campaignId, tally));
    }

    private int outstanding() {
        return ready.size() + inFlight + outcomes.size();
    }

    /** Until there is something to do. Replies are that when they are to be written down, or are the last. */
    private void await(long nanos) throws InterruptedException {
        int enough = walk == null ? 1 : Math.max(1, Math.min(inFlight, batch() - outcomes.size()));
        inbox.await(enough == 1 ? nanos : Math.min(nanos, OutcomeBatch.MOMENT), enough);
        takeReplies();
    }

    /** A halting run skips the queue: an operator is waiting for it to finish. */
    private <T> T withPermit(Supplier<T> work) throws InterruptedException {
        var permit = tools.permits().ask(() -> inbox.add(Wake.WAKE));
        try {
            while (!permit.isGranted() && !live.halted()) {
                inbox.await(A_WHILE, Integer.MAX_VALUE);
                takeReplies();
            }
            return work.get();
        } finally {
            permit.giveBack();
        }
    }

    /** @return whether the work is done; asked again until it is */
    private interface Work {
        boolean done() throws InterruptedException;
    }

    /**
     * Storage out of reach ends no run: it is tried again, with growing patience. A statement that is wrong is tried
     * once more, should what somebody else did have made it so.
     *
     * @throws StorageBroken when it is wrong again
     */
    private void untilDone(Work work) throws InterruptedException {
        boolean done = false;
        while (!done) {
            try {
                done = work.done();
                troubles = 0;
                broken = null;
            } catch (StorageBroken e) {
                if (e.id().equals(broken)) {
                    throw e;
                }
                broken = e.id();
                inbox.await(LOOK_AGAIN, Integer.MAX_VALUE);
                takeReplies();
            } catch (StorageUnavailable e) {
                long wait = TimeUnit.MILLISECONDS.toNanos(Math.min(30_000, 250L << Math.min(troubles++, 7)));
                LOG.log(
                        troubles == 1 ? e.level() : Level.FINE,
                        () -> "campaign " + campaignId + " tries again what its database refused: " + e.getMessage());
                notice.waitsFor(WaitCause.DATABASE, wait);
                inbox.await(wait, Integer.MAX_VALUE);
                takeReplies();
            }
        }
    }
}
