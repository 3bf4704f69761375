package org.reprise.audience;

/**
 * Somebody is left out of the account's campaigns: they asked for it, blocked a session, or their account is gone.
 * Fired when it is on disk, and again when it is noted again.
 */
public record OptedOut(long accountId, long userId) {}
