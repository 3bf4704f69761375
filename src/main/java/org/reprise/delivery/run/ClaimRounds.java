package org.reprise.delivery.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.delivery.ledger.LimitLeft;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.storage.StorageFailed;

/**
 * Steps 1 to 4: who is met next, and claimed. It goes in rounds until one finds nobody that was begun with no claim of
 * anybody's open: then nobody is lost. Of the run's thread.
 */
final class ClaimRounds {
    private final RunTools tools;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final SentUsers sentUsers;
    private final RecipientChoice choice;
    private final AudienceWalk walk;

    private int wonThisRound;
    /** Of this round. */
    private HeldBack held;
    /** Opted out, met by this run, and not told of yet. */
    private int leftOut;
    /** The first round met everybody: later ones meet the same people again. */
    private boolean inLaterRound;

    private boolean limitReached;
    private boolean claimsWereOpen;
    /** A claim told of newer settings than those of the plan. */
    private boolean outdated;

    /** Whether the run may still claim. */
    enum Standing {
        CURRENT,
        /** The run was stopped, or another one has taken its place. */
        OVERTAKEN
    }

    private ClaimRounds(RunTools tools, RunHandle run, ClaimQueue queue) {
        this.tools = tools;
        this.run = run;
        this.queue = queue;
        this.sentUsers = tools.owner().sentUsers(run.campaignId());
        this.choice = new RecipientChoice(sentUsers, tools.people().optOuts());
        this.walk = new AudienceWalk(tools.people().audience(), choice);
        this.held = new HeldBack(tools.time());
    }

    /** The first round, from the last one who was reached; those whom an operator released come before. */
    static ClaimRounds begin(RunTools tools, RunHandle run, ClaimQueue queue) {
        var rounds = new ClaimRounds(tools, run, queue);
        rounds.claimsWereOpen = tools.ledger().tally(run.campaignId()).claimed() > 0;
        rounds.walk.beginRound(tools.ledger().lastReached(run.campaignId()));
        var plan = run.gate().plan();
        rounds.walk.putBack(tools.ledger().released(run.campaignId(), plan.session(), plan.targeting()));
        return rounds;
    }

    SentUsers sentUsers() {
        return sentUsers;
    }

    /** Everybody of this round was met, or the campaign is at its limit. */
    boolean isOver() {
        return limitReached || walk.roundEnded();
    }

    /** @param room for so many; 0 or less: for nobody */
    Standing claim(int room) {
        if (walk.goesOverOldGround() && !sentUsers.filled()) {
            sentUsers.fillMore(tools.ledger(), run.campaignId());
            return Standing.CURRENT;
        }
        return room <= 0 ? Standing.CURRENT : claimNext(run.gate().plan(), room);
    }

    private Standing claimNext(RunPlan plan, int room) {
        var candidates = walk.next(plan, room);
        try {
            // asked again: their page may have been read a while ago
            var wanted = tools.people().audience().selectedAmong(plan.session(), plan.targeting(), candidates);
            var users = choice.withoutOptOuts(plan.session().accountId(), wanted);
            boolean current = users.isEmpty() || taken(plan, users, ask(plan, users));
            leftOut += inLaterRound ? 0 : wanted.size() - users.size();
            return current ? Standing.CURRENT : Standing.OVERTAKEN;
        } catch (StorageFailed e) {
            // should the claim have been committed all the same, they conflict, and the round's end frees them
            walk.putBack(candidates);
            throw e;
        }
    }

    private Optional<DeliveryLedger.Claims> ask(RunPlan plan, List<Long> users) {
        var at = tools.time().now();
        if (plan.message().isPersonal()) {
            var known = tools.people().audience().values(plan.session(), users);
            var values = plan.needed(users, known);
            queue.claiming(users, at, plan.revision(), values);
            return tools.ledger().claim(run.campaignId(), run.number(), plan.revision(), users, at, values);
        }
        queue.claiming(users, at);
        return tools.ledger().claim(run.campaignId(), run.number(), plan.revision(), users, at);
    }

    /** Asks nothing of storage: a failure here would put back whom the run has in hand. */
    private boolean taken(RunPlan plan, List<Long> users, Optional<DeliveryLedger.Claims> claims) {
        queue.won(claims.map(DeliveryLedger.Claims::won).orElse(List.of()));
        claims.ifPresent(made -> {
            walk.putBack(users.subList(made.tried(), users.size()));
            wonThisRound += made.won().size();
            held.add(made.cap(), made.held());
            limitReached = made.room().isUsedUp();
            outdated = made.version() > plan.version() || !Objects.equals(made.cap(), plan.frequencyCap());
        });
        return claims.isPresent();
    }

    /** Whom the account's cap held back in this round. */
    HeldBack held() {
        return held;
    }

    /** Whether settings newer than the plan's were met; once for each time. */
    boolean takeOutdated() {
        boolean was = outdated;
        outdated = false;
        return was;
    }

    /** After a change of the limit, or a release that may have been committed. */
    void claimAnewIfNeeded() {
        if (run.gate().capChanged() || queue.inDoubt()) {
            var plan = run.gate().plan();
            claimAnew();
            run.gate().reclaimed(plan);
        }
    }

    /** Gives back what is not handed over, to claim it again: under the limit and the opt-outs of that moment. */
    void claimAnew() {
        var users = queue.users();
        queue.release();
        walk.putBack(users);
        limitReached = run.gate().capChanged() ? isAtLimit() : limitReached && users.isEmpty();
    }

    /** Under a limit that was just changed: whoever is at it waits for no pace, but ends. */
    private boolean isAtLimit() {
        long attempted = tools.ledger().tally(run.campaignId()).attempted();
        return LimitLeft.of(run.gate().plan().cap(), attempted).isUsedUp();
    }

    /** One who was claimed opted out, and was given back: there is room for somebody else. */
    void leftOut() {
        limitReached = false;
        leftOut++;
    }

    void tellWhoWasLeftOut() {
        if (leftOut > 0) {
            tools.tell().accept(new PeopleLeftOut(leftOut));
            leftOut = 0;
        }
    }

    /** Claims of somebody's are open: the round that ends now proves nothing. */
    void metOpenClaims() {
        claimsWereOpen = true;
    }

    /** Whether the round that ended may have passed somebody over. */
    boolean provesNothing() {
        return claimsWereOpen || (wonThisRound > 0 && !limitReached);
    }

    /** @param from the user id after which it begins */
    void another(long from) {
        inLaterRound = true;
        wonThisRound = 0;
        limitReached = false;
        claimsWereOpen = false;
        held = held.again();
        walk.beginRound(from);
    }
}
