package org.reprise.delivery.ledger;

import java.util.Map;

/**
 * The failed recipients of a campaign: whom another run could reach, and whom not.
 *
 * @param byReason how many can be tried again, by the reason in the ledger
 * @param obstacles how many cannot, by what is in the way
 */
public record Retryable(Map<String, Long> byReason, Map<Failure.Obstacle, Long> obstacles) {
    public static final Retryable NOBODY = new Retryable(Map.of(), Map.of());

    /** How many can be tried again. */
    public long total() {
        return byReason.values().stream().mapToLong(n -> n).sum();
    }
}
