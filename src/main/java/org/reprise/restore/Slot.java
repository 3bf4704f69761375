package org.reprise.restore;

/**
 * How far a campaign had come.
 *
 * @param claims people that it ever took in hand, or was told of as reached
 * @param changes of its settings and status
 */
public record Slot(long claims, int changes) {
    static final Slot NOTHING = new Slot(0, 0);

    boolean isBehind(Slot other) {
        return claims < other.claims || changes < other.changes;
    }

    Slot caughtUpWith(Slot other) {
        return new Slot(Math.max(claims, other.claims), Math.max(changes, other.changes));
    }
}
