package org.reprise.delivery.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.reprise.delivery.ledger.Delivery.State;

/** What some outcomes add to a campaign's counts. */
final class OutcomeSum {
    record Reason(State state, String text) {}

    private final Map<State, Integer> states = new EnumMap<>(State.class);
    final Map<Reason, Integer> reasons = new HashMap<>();
    final Map<Integer, Integer> sentByRevision = new HashMap<>();

    /**
     * @param reason null: none
     * @param revision 0: none of the campaign's own
     * @param deliveries negative: so many are in that state no more
     */
    void add(State state, DeliveryReason reason, int revision, int deliveries) {
        if (deliveries == 0) {
            return;
        }
        states.merge(state, deliveries, Integer::sum);
        if (reason != null) {
            reasons.merge(new Reason(state, Outcome.storable(reason.stored())), deliveries, Integer::sum);
        }
        if (state == State.SENT && revision > 0) {
            sentByRevision.merge(revision, deliveries, Integer::sum);
        }
    }

    int in(State state) {
        return states.getOrDefault(state, 0);
    }

    int all() {
        return states.values().stream().mapToInt(n -> n).sum();
    }
}
