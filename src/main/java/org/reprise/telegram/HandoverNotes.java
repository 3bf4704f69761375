package org.reprise.telegram;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a run tells its gateway of its claims, so that a gateway that cannot ask Telegram later still knows who was
 * never handed over. Whom these notes do not name is as good as unknown: a note that is missing costs certainty, never
 * safety.
 *
 * <p>Called by the run's thread. Only {@link #end} may wait for a disk.
 */
public interface HandoverNotes {
    /** Of a gateway that needs none. */
    HandoverNotes NONE = new HandoverNotes() {};

    /** Whether nothing is noted that should be, as on a full disk; the run opens new notes before a later claim. */
    default boolean areLost() {
        return false;
    }

    /**
     * Before these are claimed: a process that is killed while the claim is committed has named them.
     *
     * @param at as {@link Claim#claimedAt}, to the millisecond
     */
    default void claiming(List<Long> users, Instant at) {}

    /** Of those asked for last, these were won and the others were not. Not called when the claim failed. */
    default void claimed(Collection<Long> won) {}

    /** Their outcome is committed, or their claim is given back. */
    default void forget(Collection<Long> users) {}

    /** Nobody is claimed by the run any more. */
    default void end() {}
}
