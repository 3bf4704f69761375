package org.reprise.delivery.run;

/**
 * Whom a run has in hand: claimed, and without a recorded outcome. From it follows how many are worth a claim, a commit
 * or a wake-up. Of the run's thread.
 */
final class InHand {
    /**
     * Recipients are claimed, and outcomes committed, by two fifths of the window: one statement and one commit serve
     * them all. The other three fifths keep the session busy until the claim has returned.
     */
    private static final int BATCH_FIFTHS = 2;

    private static final int BUSY_FIFTHS = 3;

    private final RunTools tools;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final OutcomeRecorder outcomes;

    InHand(RunTools tools, RunHandle run, ClaimQueue queue, OutcomeRecorder outcomes) {
        this.tools = tools;
        this.run = run;
        this.queue = queue;
        this.outcomes = outcomes;
    }

    /** Of the three kinds together: ready, handed over without a reply, answered without a commit. */
    int outstanding() {
        return queue.size() + run.inFlight().count() + outcomes.size();
    }

    /** Nobody in hand waits for the hand-over or for a reply: at most for the commit. */
    boolean haveAllOutcomes() {
        return queue.isEmpty() && run.inFlight().count() == 0;
    }

    private int window() {
        var plan = run.gate().plan();
        return plan.window(tools.lanes().gateway(plan.session()).rate(plan.session()));
    }

    /** For so many more; below 0 after the window became smaller. */
    int room() {
        return window() - outstanding();
    }

    boolean hasRoomForABatch() {
        return outstanding() <= window() * BUSY_FIFTHS / 5;
    }

    /** So many outcomes are worth a commit: as many as are claimed at a time. */
    int batch() {
        return window() * BATCH_FIFTHS / 5;
    }

    /** So many replies are worth a wake-up: those that fill a batch of outcomes, or the last ones; at least 1. */
    int enoughReplies() {
        return Math.max(1, Math.min(run.inFlight().count(), batch() - outcomes.size()));
    }
}
