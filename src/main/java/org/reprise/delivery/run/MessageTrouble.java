package org.reprise.delivery.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks against a campaign's message, or its session, and against no recipient. Of one run, and its thread. */
final class MessageTrouble {
    /** So many refusals in unknown words, with nobody reached in between, are nobody's own. */
    private static final int SEVERAL = 3;

    private final List<Long> refusedInARow = new ArrayList<>();
    private int revision;
    private int tries;

    /**
     * Somebody was refused in words that Reprise does not know.
     *
     * @return whether it is held against the message: then this one is not refused, and the others are
     *     {@link #toTakeBack}
     */
    boolean noteUnknownRefusal(long user) {
        if (refusedInARow.size() + 1 >= SEVERAL) {
            return true;
        }
        refusedInARow.add(user);
        return false;
    }

    /** Telegram took it, or refused it for a reason of the recipient's own. */
    void reset() {
        refusedInARow.clear();
        tries = 0;
    }

    /** Those who were refused for what is the message's fault. Stays until {@link #takenBack}. */
    List<Long> toTakeBack() {
        return List.copyOf(refusedInARow);
    }

    void takenBack() {
        refusedInARow.clear();
    }

    /**
     * Telegram cannot take it just now.
     *
     * @return how long to wait before the next try; empty: it was tried often enough
     */
    Optional<Duration> notTaken(int ofRevision) {
        tries = ofRevision == revision ? tries + 1 : 1;
        revision = ofRevision;
        return RetryPolicy.pauseAfter(tries);
    }
}
