package org.reprise.audience;

import java.time.Instant;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Rule;

/**
 * A rule under a name. A campaign holds a copy of it, with the version.
 *
 * @param name unique in the account
 * @param rule holds no other segment
 * @param version from 1; each change counts
 */
public record Segment(
        long id, long accountId, String name, Rule rule, int version, Instant createdAt, Instant updatedAt) {

    InSegment copy() {
        return new InSegment(id, name, version, rule);
    }
}
