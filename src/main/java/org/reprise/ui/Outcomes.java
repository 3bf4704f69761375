package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;

/** What became of a campaign's recipients, and why. */
@Named
@RequestScoped
public class Outcomes {
    static final String OPEN = "open";

    /** Of the open ones those whom the account's cap holds back. */
    static final String HELD = "held";

    /** Of the states that have reasons, the one that worries most first. */
    private static final List<State> WORRIES = List.of(State.FAILED, State.UNCERTAIN, State.SENT, State.CLAIMED);

    @Inject
    private Reading reading;

    /** So many recipients are in {@code state}, named as pages name it, for a reason. */
    public record Reason(String state, DeliveryReason reason, long recipients) {}

    /** The most frequent of a state first. */
    public List<Reason> reasons(CampaignRow row) {
        return reading.of(row.id()).reasons().stream()
                .sorted(Comparator.comparingInt(each -> WORRIES.indexOf(each.state())))
                .map(each -> new Reason(word(each.state()), each.reason(), each.deliveries()))
                .toList();
    }

    /** How many are in the state that a page names so; of the open ones those whom the limit lets through. */
    public long number(CampaignRow row, String state) {
        var tally = row.tally();
        return switch (state) {
            case "sent" -> tally.sent();
            case "failed" -> tally.failed();
            case "uncertain" -> tally.uncertain();
            case "claimed" -> tally.claimed();
            default -> row.remaining();
        };
    }

    /** @param state null: nobody wrote to them yet */
    public static String word(State state) {
        return state == null ? OPEN : state.name().toLowerCase(Locale.ROOT);
    }
}
