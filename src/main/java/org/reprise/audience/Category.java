package org.reprise.audience;

import java.time.Instant;

/**
 * A kind of thing that people write about. Whoever writes something that its rules match is in it from then on.
 *
 * @param rules its name among them; no other category of the account has it
 */
public record Category(long id, long accountId, CategoryRules rules, Instant createdAt, Instant updatedAt) {
    public String name() {
        return rules.name();
    }
}
