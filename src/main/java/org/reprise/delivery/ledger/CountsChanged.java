package org.reprise.delivery.ledger;

/**
 * A campaign's counts, as they were read in the transaction that changed them or its settings; not the newest ones
 * where events overtake each other, which {@link Tally#version} tells.
 */
public record CountsChanged(long campaignId, Tally tally) {}
