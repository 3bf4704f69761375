package org.reprise.delivery.ledger;

import java.time.Instant;

/**
 * What the ledger knows of one recipient of one campaign.
 *
 * @param reason why it failed or is uncertain, null for others
 * @param revision the text that was handed over; 0 when the recipient was reached by other means
 * @param run the run that claimed it
 * @param at when it came into its state
 */
public record Delivery(long userId, State state, DeliveryReason reason, int revision, int run, Instant at) {

    /** A claim that was never handed over is deleted, so absence is the fifth state. */
    public enum State {
        /** This recipient belongs to a run, which may have handed the message over. */
        CLAIMED,
        SENT,
        /** Final, with a reason. */
        FAILED,
        /** Handed over, no reply seen: only an operator may release it. */
        UNCERTAIN
    }
}
