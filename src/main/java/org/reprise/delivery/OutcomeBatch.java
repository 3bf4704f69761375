package org.reprise.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Outcomes that wait to be written down together, a moment at the most: one commit serves many, and costs as much as
 * the sending of twenty.
 */
final class OutcomeBatch {
    static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<DeliveryLedger.Outcome> outcomes = new ArrayList<>();
    private long oldest;

    void add(DeliveryLedger.Outcome outcome, long now) {
        oldest = outcomes.isEmpty() ? now : oldest;
        outcomes.add(outcome);
    }

    int size() {
        return outcomes.size();
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }

    /** @param enough of them do not wait for more */
    boolean due(long now, int enough) {
        return outcomes.size() >= enough || (!outcomes.isEmpty() && now - oldest >= MOMENT);
    }

    /** Until the batch is due; {@code otherwise} when it is empty. */
    long nanosToDue(long now, long otherwise) {
        return outcomes.isEmpty() ? otherwise : Math.max(0, oldest + MOMENT - now);
    }

    /** Stays until {@link #clear}: a commit that failed is tried again. */
    List<DeliveryLedger.Outcome> all() {
        return outcomes;
    }

    long lastRecipient() {
        return outcomes.get(outcomes.size() - 1).userId();
    }

    void clear() {
        outcomes.clear();
    }
}
