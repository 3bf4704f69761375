package org.reprise.access;

/**
 * Sign-ins of a person ended: what was kept for them is let go, and pages that are open are told nothing more.
 *
 * @param one that one; null: all
 * @param kept of all, that one did not end; null: it did, too
 */
public record SignInsEnded(long person, Long one, Long kept) {
    public boolean hold(long otherPerson, long signIn) {
        return otherPerson == person && (one == null ? kept == null || kept != signIn : one == signIn);
    }
}
