package org.reprise.campaign;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.reprise.LocalizedMessage;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.DeliveryReason.Noted;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.delivery.ledger.LedgerEntry;
import org.reprise.message.Filling.LeftOut;

/** Puts an answer into words: what holds, for whom, and what an operator can do about it. */
final class WhySentence {
    private final Why why;
    private final Function<Instant, String> time;
    private final LocalizedMessage who;
    private final LocalizedMessage campaign;

    WhySentence(Why why, Function<Instant, String> time) {
        this.why = why;
        this.time = time;
        this.who = why.called();
        this.campaign = called(why.campaign());
    }

    private static LocalizedMessage called(Campaign campaign) {
        var id = String.valueOf(campaign.id());
        return campaign.name() == null
                ? LocalizedMessage.of("why.campaign", id)
                : LocalizedMessage.of("why.campaign.named", campaign.name());
    }

    LocalizedMessage said() {
        var answer = why.eligibility();
        if (answer instanceof Eligibility.NotTargeted missed) {
            var unmet = missed.unmet();
            return LocalizedMessage.of("why.not-targeted", who, campaign, unmet.wanted(time), unmet.found(time));
        } else if (answer instanceof Eligibility.LeftOut leftOut) {
            return leftOut(leftOut);
        } else if (answer instanceof Eligibility.OverLimit over) {
            return LocalizedMessage.of("why.over-limit", who, campaign, over.limit());
        } else if (answer instanceof Eligibility.Capped capped) {
            var cap = capped.cap();
            return LocalizedMessage.of(
                    "why.capped", who, campaign, cap.messages(), cap.days(), time.apply(capped.until()));
        } else if (answer instanceof Eligibility.Claimed claimed) {
            return claimed(at(claimed.entry()));
        } else if (answer instanceof Eligibility.Reached reached) {
            return reached(reached.entry());
        } else if (answer instanceof Eligibility.Failed failed) {
            return failed(failed);
        } else if (answer instanceof Eligibility.Uncertain uncertain) {
            return LocalizedMessage.of("why.uncertain", who, campaign, at(uncertain.entry()));
        } else if (answer instanceof Eligibility.NotAContact) {
            return LocalizedMessage.of(
                    "why.not-a-contact", who, campaign, why.campaign().session().name());
        }
        return waiting();
    }

    private LocalizedMessage failed(Eligibility.Failed failed) {
        var entry = failed.entry();
        var reason = entry.reason().orElse(null);
        if (reason instanceof DeliveryReason.Unfilled unfilled) {
            var leftOut = new LeftOut(unfilled.cause(), entry.words() == null ? "" : entry.words());
            return LocalizedMessage.of("why.unfilled", campaign, at(entry), NotFilled.said(who, leftOut));
        }
        return LocalizedMessage.of("why.failed", who, campaign, at(entry), another(failed.obstacle()));
    }

    private String at(LedgerEntry entry) {
        return time.apply(entry.at());
    }

    /** Nothing about the person stands against it. */
    private LocalizedMessage waiting() {
        boolean running = why.campaign().isRunning();
        if (why.eligibility() instanceof Eligibility.Released) {
            return running
                    ? LocalizedMessage.of("why.released", who, campaign)
                    : LocalizedMessage.of("why.released.waits", who, campaign);
        }
        return running ? LocalizedMessage.of("why.eligible", who, campaign) : notRunning();
    }

    private LocalizedMessage notRunning() {
        var end = why.campaign().lifecycle().end();
        if (end != null && !end.kind().isReleased()) {
            return LocalizedMessage.of("why.not-running.because", who, campaign, end.said());
        }
        return switch (why.campaign().status()) {
            case CREATED -> LocalizedMessage.of("why.not-running.created", who, campaign);
            case SCHEDULED -> LocalizedMessage.of("why.not-running.scheduled", who, campaign);
            case COMPLETED -> LocalizedMessage.of("why.not-running.completed", who, campaign);
            case FAILED -> LocalizedMessage.of("why.not-running.failed", who, campaign);
            case STOPPED, RUNNING -> LocalizedMessage.of("why.not-running.stopped", who, campaign);
        };
    }

    private LocalizedMessage leftOut(Eligibility.LeftOut leftOut) {
        var since = time.apply(leftOut.optOut().since());
        return switch (leftOut.optOut().cause()) {
            case ASKED -> LocalizedMessage.of("why.opted-out", who, since);
            case BLOCKED -> LocalizedMessage.of("why.blocked", who, since);
            case DEACTIVATED -> LocalizedMessage.of("why.deactivated", who, since);
        };
    }

    private LocalizedMessage claimed(String at) {
        return why.campaign().isRunning()
                ? LocalizedMessage.of("why.claimed", who, campaign, at)
                : LocalizedMessage.of("why.claimed.left", who, campaign, at);
    }

    private LocalizedMessage reached(LedgerEntry entry) {
        Optional<DeliveryReason> reason = entry.reason();
        if (reason.filter(Noted.ELSEWHERE::equals).isPresent()) {
            return LocalizedMessage.of("why.reached.elsewhere", who, campaign, at(entry));
        }
        return reason.filter(Noted.COUNTED_BY_OPERATOR::equals).isPresent()
                ? LocalizedMessage.of("why.reached.counted", who, campaign, at(entry), entry.revision())
                : LocalizedMessage.of("why.reached", who, campaign, at(entry), entry.revision());
    }

    private static LocalizedMessage another(Optional<Obstacle> obstacle) {
        if (obstacle.isEmpty()) {
            return LocalizedMessage.of("why.again");
        }
        return switch (obstacle.get()) {
            case OPTED_OUT -> LocalizedMessage.of("why.not-again.opted-out");
            case BLOCKED -> LocalizedMessage.of("why.not-again.blocked");
            case DEACTIVATED -> LocalizedMessage.of("why.not-again.deactivated");
            case NOT_SELECTED -> LocalizedMessage.of("why.not-again.not-selected");
            case SILENT -> LocalizedMessage.of("why.not-again.silent");
        };
    }
}
