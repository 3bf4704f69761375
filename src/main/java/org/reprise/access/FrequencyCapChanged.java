package org.reprise.access;

/** An account has another cap, or none any more. Fired when it is on disk, and again when it is said again. */
public record FrequencyCapChanged(long accountId) {}
