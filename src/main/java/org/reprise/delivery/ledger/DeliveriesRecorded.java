package org.reprise.delivery.ledger;

/**
 * Outcomes were committed.
 *
 * @param tally the campaign's counts after that commit
 * @param lastRecipient user id of the newest outcome
 */
public record DeliveriesRecorded(long campaignId, Tally tally, long lastRecipient) {}
