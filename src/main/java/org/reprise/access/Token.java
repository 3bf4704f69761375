package org.reprise.access;

import java.time.Instant;

/**
 * What a program comes with instead of a person.
 *
 * @param madeBy by name
 * @param expiresAt null: never
 * @param lastUsedAt null: never was; to the minute
 * @param revokedAt null: it is good
 */
public record Token(
        long id,
        long accountId,
        String name,
        Role role,
        String madeBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether a program still gets in with it. */
    public boolean isGood(Instant now) {
        return revokedAt == null && !hasExpired(now);
    }
}
