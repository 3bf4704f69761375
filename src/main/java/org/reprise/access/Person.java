package org.reprise.access;

import java.time.Instant;

/**
 * Somebody who signs in.
 *
 * @param email what they sign in with, in small letters
 * @param hasPassword false: they were invited, and have chosen none yet
 * @param lastSignedInAt null: never
 * @param disabledAt null: they may sign in
 */
public record Person(
        long id,
        long accountId,
        String email,
        String name,
        Role role,
        boolean hasPassword,
        Instant createdAt,
        Instant lastSignedInAt,
        Instant disabledAt) {

    public boolean isDisabled() {
        return disabledAt != null;
    }

    /** How it stands with them, as programs and pages write it. */
    public String state() {
        return isDisabled() ? "disabled" : hasPassword ? "active" : "invited";
    }

    /** Whether they may do all that an owner may, now. */
    boolean isActingOwner() {
        return role == Role.OWNER && hasPassword && !isDisabled();
    }

    Person with(Role other) {
        return new Person(id, accountId, email, name, other, hasPassword, createdAt, lastSignedInAt, disabledAt);
    }

    Person withName(String other) {
        return new Person(id, accountId, email, other, role, hasPassword, createdAt, lastSignedInAt, disabledAt);
    }

    /** @param at null: they may sign in again */
    Person disabled(Instant at) {
        return new Person(id, accountId, email, name, role, hasPassword, createdAt, lastSignedInAt, at);
    }
}
