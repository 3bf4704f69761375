package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts.ReasonCount;

/** What became of a campaign's recipients, and why. */
@Named
@RequestScoped
public class Outcomes {

    /** So many recipients are in {@code state}, named as pages name it, of them so many for a reason. */
    public record Outcome(String state, long recipients, List<ReasonCount> reasons) {}

    static final String OPEN = "open";

    @Inject
    private Reading reading;

    public List<Outcome> of(CampaignRow row) {
        var reasons = reading.of(row.id()).reasons();
        var tally = row.tally();
        return List.of(
                        outcome(State.SENT, tally.sent(), reasons),
                        outcome(State.FAILED, tally.failed(), reasons),
                        outcome(State.UNCERTAIN, tally.uncertain(), reasons),
                        outcome(State.CLAIMED, tally.claimed(), reasons),
                        new Outcome(OPEN, row.total() - Math.min(row.total(), tally.attempted()), List.of()))
                .stream()
                .filter(outcome -> outcome.recipients > 0)
                .toList();
    }

    private static Outcome outcome(State state, long recipients, List<ReasonCount> reasons) {
        return new Outcome(
                word(state),
                recipients,
                reasons.stream().filter(reason -> reason.state() == state).toList());
    }

    /** The states that a page can ask for, in the order of {@link #of}. */
    public List<String> getStates() {
        return List.of(word(State.SENT), word(State.FAILED), word(State.UNCERTAIN), word(State.CLAIMED), OPEN);
    }

    /** @param state null: nobody wrote to them yet */
    public static String word(State state) {
        return state == null ? OPEN : state.name().toLowerCase(Locale.ROOT);
    }
}
