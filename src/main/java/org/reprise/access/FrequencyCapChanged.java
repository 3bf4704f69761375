package org.reprise.access;

/** An account has another cap, or none any more. Fired when it is on disk. */
public record FrequencyCapChanged(long accountId) {}
