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
    /** Of a gateway that needs none, or could not open them. */
    HandoverNotes NONE = new HandoverNotes() {
        @Override
        public void claiming(List<Long> users, Instant at) {}

        @Override
        public void claimed(Collection<Long> won) {}

        @Override
        public void forget(Collection<Long> users) {}

        @Override
        public void end() {}
    };

    /**
     * Before these are claimed: a process that is killed while the claim is committed has named them.
     *
     * @param at as {@link Claim#claimedAt}, to the millisecond
     */
    void claiming(List<Long> users, Instant at);

    /** Of those asked for last, these were won and the others were not. Not called when the claim failed. */
    void claimed(Collection<Long> won);

    /** Their outcome is committed, or their claim is given back. */
    void forget(Collection<Long> users);

    /** Nobody is claimed by the run any more. */
    void end();
}
