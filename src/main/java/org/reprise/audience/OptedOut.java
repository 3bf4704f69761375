package org.reprise.audience;

/** Somebody wants no more messages from that account. Fired when it is on disk. */
public record OptedOut(long accountId, long userId) {}
