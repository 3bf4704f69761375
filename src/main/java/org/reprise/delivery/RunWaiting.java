package org.reprise.delivery;

import java.time.Instant;

/**
 * A run began or ceased to wait.
 *
 * @param cause such as {@code flood wait}; null: it waits no more
 * @param until the earliest end, or null
 */
public record RunWaiting(long campaignId, String cause, Instant until) {}
