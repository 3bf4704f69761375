package org.reprise.delivery.report;

import java.time.Instant;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;

/**
 * A delivery with the name of its recipient.
 *
 * @param username without @; as both names null when the session's contacts do not say it
 * @param reason why it failed or is uncertain, or what else is to be said of it; null for most
 * @param words Telegram's own, beside a reason that Reprise does not know; else null
 * @param revision the text that was handed over; 0 when the recipient was reached by other means
 * @param state null: nobody wrote to them yet
 * @param at when it came into its state; null with it
 */
public record Recipient(
        long userId,
        String username,
        String firstName,
        String lastName,
        State state,
        DeliveryReason reason,
        String words,
        int revision,
        Instant at) {}
