package org.reprise.delivery.ledger;

/**
 * Uncertain or failed recipients were decided about, by an operator or by a run that takes refusals back, and that is
 * committed. Counts of outcomes may have gone down, which they do at no other time.
 *
 * @param tally the campaign's counts after that commit
 */
public record DeliveriesDecided(long campaignId, Tally tally) {}
