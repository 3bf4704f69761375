package org.reprise.delivery.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.reprise.delivery.ledger.Delivery.State;

/**
 * What the ledger says of a recipient.
 *
 * @param words Telegram's own, beside a reason that Reprise does not know; else null
 * @param revision the text that was handed over, or will be; 0 when the recipient was reached by other means
 * @param at when the recipient came into the state
 * @param messageId as in {@link Outcome}
 */
public record LedgerEntry(
        State state, Optional<DeliveryReason> reason, String words, int revision, Instant at, OptionalLong messageId) {}
