package org.reprise.delivery.run;

import org.reprise.telegram.SendOutcome;

/** What other threads have for a run. */
sealed interface RunEvent {

    /** Nothing but to wake it: its plan was changed, it is to halt, or it has its permit. */
    enum Wake implements RunEvent {
        WAKE
    }

    /** The session can send no more. */
    record SessionLost(SendOutcome.Loss loss, String cause) implements RunEvent {}

    /** @param revision that was handed over */
    record Reply(Attempt attempt, int revision, SendOutcome outcome) implements RunEvent {}

    /** @param number from 1; a pause makes it the next one */
    record Attempt(long userId, int number) {}
}
