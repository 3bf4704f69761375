package org.reprise.access;

import java.time.Instant;

/**
 * A browser that somebody is signed in with.
 *
 * @param address null: not known
 * @param agent what the browser calls itself; null: nothing
 */
public record SignIn(long id, Instant createdAt, Instant lastUsedAt, String address, String agent) {}
