package org.reprise.delivery.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.ledger.OutcomesCommitted;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;

/**
 * Settles claims whose run is gone: the gateway is asked, and what it cannot know is uncertain. Comes before anything
 * is sent for the campaign. The Bot API's gateway knows from its journal of what left: src/adr/0018.
 */
@ApplicationScoped
public class CrashRecovery {
    private static final Logger LOG = Logger.getLogger(CrashRecovery.class.getName());
    private final DeliveryLedger ledger;
    private final Gateways gateways;
    private final RunOwner owner;
    private final LivingRuns living;
    private final Consumer<Object> tell;

    @Inject
    CrashRecovery(DeliveryLedger ledger, Gateways gateways, RunOwner owner, LivingRuns living, Event<Object> events) {
        this(ledger, gateways, owner, living, events::fire);
    }

    public CrashRecovery(
            DeliveryLedger ledger, Gateways gateways, RunOwner owner, LivingRuns living, Consumer<Object> tell) {
        this.ledger = ledger;
        this.gateways = gateways;
        this.owner = owner;
        this.living = living;
        this.tell = tell;
    }

    /**
     * Settles what no living run of this server holds.
     *
     * @throws org.reprise.storage.StorageUnavailable when nothing, or not everything, could be settled; call again
     */
    public void settle(Session session, long campaign) {
        settle(session, campaign, run -> !living.has(campaign, run));
    }

    /** The same, for a run that has claimed nothing yet: claims with its number are of one that died before it. */
    void settleBefore(Session session, long campaign, int beginning) {
        settle(session, campaign, run -> run == beginning || !living.has(campaign, run));
    }

    private void settle(Session session, long campaign, IntPredicate isGone) {
        var left = ledger.unsettled(campaign).stream()
                .filter(delivery -> isGone.test(delivery.run()))
                .collect(Collectors.groupingBy(Delivery::run));
        if (!left.isEmpty()) {
            var texts = new ClaimedTexts(ledger, campaign, owner.messages(campaign));
            left.forEach((run, deliveries) -> settle(session, campaign, run, deliveries, texts));
        }
    }

    private void settle(Session session, long campaign, int run, List<Delivery> left, ClaimedTexts texts) {
        var possible = texts.of(left);
        var answers = gateways.of(session).settle(session, claims(campaign, left, possible));
        var outcomes = new ArrayList<Outcome>();
        var neverLeft = new ArrayList<Long>();
        for (var delivery : left) {
            var answer = answers.getOrDefault(delivery.userId(), new Settlement.Unknown());
            outcome(delivery, answer, possible.get(delivery.userId()))
                    .ifPresentOrElse(outcomes::add, () -> neverLeft.add(delivery.userId()));
        }
        ledger.release(campaign, run, neverLeft);
        var tally = ledger.record(campaign, run, outcomes);
        tell.accept(new DeliveriesRecorded(
                campaign, tally, left.get(left.size() - 1).userId()));
        tell.accept(OutcomesCommitted.of(outcomes));
        gateways.of(session).settled(session, campaign, run);
        long uncertain = outcomes.stream()
                .filter(outcome -> outcome.state() == State.UNCERTAIN)
                .count();
        LOG.info(() -> "campaign " + campaign + " settled " + left.size() + " claims of run " + run
                + ", which is gone: " + neverLeft.size() + " never left, " + (outcomes.size() - uncertain)
                + " had their answer, " + uncertain + " uncertain");
    }

    /** @return empty when nobody was reached: the claim is given back */
    private static Optional<Outcome> outcome(Delivery delivery, Settlement answer, Map<Integer, String> texts) {
        if (answer instanceof Settlement.NeverLeft) {
            return Optional.empty();
        } else if (answer instanceof Settlement.Delivered delivered) {
            return Optional.of(sent(delivery, delivered, texts));
        } else if (answer instanceof Settlement.Answered answered) {
            return answered(delivery.userId(), answered);
        }
        return Optional.of(
                new Outcome(delivery.userId(), State.UNCERTAIN, DeliveryReason.Noted.CRASHED, delivery.revision()));
    }

    /** As the run would have gone on; what it would have tried again is given back. */
    private static Optional<Outcome> answered(long user, Settlement.Answered answered) {
        return RetryPolicy.after(answered.outcome(), 1) instanceof RetryPolicy.Next.Decided decided
                ? Optional.of(decided.of(user, answered.revision()))
                : Optional.empty();
    }

    private static List<Claim> claims(long campaign, List<Delivery> left, Map<Long, Map<Integer, String>> possible) {
        return left.stream()
                .map(delivery -> new Claim(
                        delivery.userId(),
                        campaign,
                        delivery.run(),
                        delivery.at(),
                        List.copyOf(possible.get(delivery.userId()).values())))
                .toList();
    }

    /** The claim named the newest text of its time; an edit may have come between claim and hand-over. */
    private static Outcome sent(Delivery delivery, Settlement.Delivered delivered, Map<Integer, String> texts) {
        int revision = texts.entrySet().stream()
                .filter(each -> each.getValue().equals(delivered.text()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(delivery.revision());
        return Outcome.sent(delivery.userId(), revision, delivered.messageId());
    }
}
