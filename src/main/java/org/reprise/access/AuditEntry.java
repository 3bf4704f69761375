package org.reprise.access;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What was done, by whom and from where.
 *
 * @param actorKind of a {@link Caller}, or NOBODY: somebody who did not sign in
 * @param actorId null: of nobody, or whoever is at the machine
 * @param address null: not known
 * @param requestId null: not known
 * @param subject null: nothing in particular
 * @param before what it was, as far as it changed; null: nothing to tell
 * @param after what it became; null: nothing to tell
 */
public record AuditEntry(
        long id,
        Instant at,
        String actorKind,
        Long actorId,
        String actorName,
        Caller.Origin origin,
        AuditAction action,
        Subject subject,
        JsonObject before,
        JsonObject after) {

    /** What kind of thing, such as {@code campaign}, and which. */
    public record Subject(String kind, String id) {
        public static Subject of(String kind, long id) {
            return new Subject(kind, String.valueOf(id));
        }
    }

    /** Before and after; either may be null. */
    public record Change(JsonObject before, JsonObject after) {
        public static final Change NONE = new Change(null, null);

        public static Change to(JsonObject after) {
            return new Change(null, after);
        }
    }
}
