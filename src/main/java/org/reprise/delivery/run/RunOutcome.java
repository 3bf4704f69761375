package org.reprise.delivery.run;

/** How a run ends that was not stopped by an operator. */
public enum RunOutcome {
    /** Nobody is left, or the limit is reached. */
    COMPLETED,
    /** The session can send no more; a resume goes on. */
    STOPPED,
    /** The campaign itself is at fault; an edit and a resume go on. */
    FAILED
}
