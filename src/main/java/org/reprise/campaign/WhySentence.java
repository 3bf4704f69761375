package org.reprise.campaign;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.reprise.Said;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.Targeting.Criterion;
import org.reprise.audience.Targeting.Unmet;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.DeliveryReason.Noted;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.delivery.ledger.LedgerEntry;

/** Puts an answer into words: what holds, for whom, and what an operator can do about it. */
final class WhySentence {
    private final Why why;
    private final Function<Instant, String> time;
    private final Said who;
    private final Said campaign;

    WhySentence(Why why, Function<Instant, String> time) {
        this.why = why;
        this.time = time;
        this.who = why.called();
        this.campaign = called(why.campaign());
    }

    private static Said called(Campaign campaign) {
        var id = String.valueOf(campaign.id());
        return campaign.name() == null ? Said.of("why.campaign", id) : Said.of("why.campaign.named", campaign.name());
    }

    Said said() {
        var answer = why.eligibility();
        if (answer instanceof Eligibility.NotTargeted missed) {
            return Said.of("why.not-targeted", who, campaign, bound(missed.unmet()), theirs(missed.unmet()));
        } else if (answer instanceof Eligibility.LeftOut leftOut) {
            return leftOut(leftOut);
        } else if (answer instanceof Eligibility.OverLimit over) {
            return Said.of("why.over-limit", who, campaign, over.limit());
        } else if (answer instanceof Eligibility.Claimed claimed) {
            return claimed(at(claimed.entry()));
        } else if (answer instanceof Eligibility.Reached reached) {
            return reached(reached.entry());
        } else if (answer instanceof Eligibility.Failed failed) {
            return Said.of("why.failed", who, campaign, at(failed.entry()), another(failed.obstacle()));
        } else if (answer instanceof Eligibility.Uncertain uncertain) {
            return Said.of("why.uncertain", who, campaign, at(uncertain.entry()));
        } else if (answer instanceof Eligibility.NotAContact) {
            return Said.of(
                    "why.not-a-contact", who, campaign, why.campaign().session().name());
        }
        return waiting();
    }

    private String at(LedgerEntry entry) {
        return time.apply(entry.at());
    }

    /** Nothing about the person stands against it. */
    private Said waiting() {
        boolean running = why.campaign().isRunning();
        if (why.eligibility() instanceof Eligibility.Released) {
            return running ? Said.of("why.released", who, campaign) : Said.of("why.released.waits", who, campaign);
        }
        return running ? Said.of("why.eligible", who, campaign) : notRunning();
    }

    private Said notRunning() {
        return switch (why.campaign().status()) {
            case CREATED -> Said.of("why.not-running.created", who, campaign);
            case SCHEDULED -> Said.of("why.not-running.scheduled", who, campaign);
            case COMPLETED -> Said.of("why.not-running.completed", who, campaign);
            case FAILED -> Said.of("why.not-running.failed", who, campaign);
            case STOPPED, RUNNING -> Said.of("why.not-running.stopped", who, campaign);
        };
    }

    private Said leftOut(Eligibility.LeftOut leftOut) {
        var since = time.apply(leftOut.optOut().since());
        return switch (leftOut.optOut().cause()) {
            case ASKED -> Said.of("why.opted-out", who, since);
            case BLOCKED -> Said.of("why.blocked", who, since);
            case DEACTIVATED -> Said.of("why.deactivated", who, since);
        };
    }

    private Said claimed(String at) {
        return why.campaign().isRunning()
                ? Said.of("why.claimed", who, campaign, at)
                : Said.of("why.claimed.left", who, campaign, at);
    }

    private Said reached(LedgerEntry entry) {
        Optional<DeliveryReason> reason = entry.reason();
        if (reason.filter(Noted.ELSEWHERE::equals).isPresent()) {
            return Said.of("why.reached.elsewhere", who, campaign, at(entry));
        }
        return reason.filter(Noted.COUNTED_BY_OPERATOR::equals).isPresent()
                ? Said.of("why.reached.counted", who, campaign, at(entry), entry.revision())
                : Said.of("why.reached", who, campaign, at(entry), entry.revision());
    }

    private static Said another(Optional<Obstacle> obstacle) {
        if (obstacle.isEmpty()) {
            return Said.of("why.again");
        }
        return switch (obstacle.get()) {
            case OPTED_OUT -> Said.of("why.not-again.opted-out");
            case BLOCKED -> Said.of("why.not-again.blocked");
            case DEACTIVATED -> Said.of("why.not-again.deactivated");
            case NOT_SELECTED -> Said.of("why.not-again.not-selected");
            case SILENT -> Said.of("why.not-again.silent");
        };
    }

    private Said bound(Unmet unmet) {
        var bound = time.apply(unmet.bound().time());
        boolean after = unmet.bound().side() == Bound.Side.AFTER;
        if (unmet.criterion() == Criterion.CHAT_START) {
            return after ? Said.of("why.first.after", bound) : Said.of("why.first.before", bound);
        }
        return after ? Said.of("why.newest.after", bound) : Said.of("why.newest.before", bound);
    }

    private Said theirs(Unmet unmet) {
        boolean first = unmet.criterion() == Criterion.CHAT_START;
        if (unmet.time() == null) {
            return first ? Said.of("why.first.unknown") : Said.of("why.newest.unknown");
        }
        var at = time.apply(unmet.time());
        return first ? Said.of("why.first", at) : Said.of("why.newest", at);
    }
}
