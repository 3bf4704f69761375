package org.reprise.delivery.ledger;

/**
 * An operator's decision about uncertain or failed recipients was committed. Counts may have gone down, which they do
 * at no other time.
 *
 * @param tally the campaign's counts after that commit
 */
public record DeliveriesDecided(long campaignId, Tally tally) {}
