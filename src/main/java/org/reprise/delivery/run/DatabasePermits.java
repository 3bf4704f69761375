package org.reprise.delivery.run;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many runs are at the database at a time; the others queue. Two hundred runs at full speed would take all of its
 * connections, or its one lock, and an operator who stops one of them would wait behind them all. Safe for many
 * threads.
 */
final class DatabasePermits {
    /** Half of the pool's connections: more than two cores keep busy, and the rest are free for whoever asks. */
    static final int MAX_AT_WORK = 12;

    private final Queue<Permit> waiting = new ArrayDeque<>();
    private int free = MAX_AT_WORK;

    /**
     * Asks for a permit; they are granted in the order in which they were asked for. Each is given back, also one that
     * was never granted.
     */
    synchronized Permit ask(Runnable whenGranted) {
        var permit = new Permit(whenGranted);
        if (free > 0) {
            free--;
            permit.granted = true;
        } else {
            waiting.add(permit);
        }
        return permit;
    }

    private synchronized void giveBack(Permit permit) {
        if (!permit.granted) {
            waiting.remove(permit);
            return;
        }
        var next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.granted = true;
            next.whenGranted.run();
        }
    }

    final class Permit {
        private final Runnable whenGranted;
        private volatile boolean granted;

        private Permit(Runnable whenGranted) {
            this.whenGranted = whenGranted;
        }

        boolean isGranted() {
            return granted;
        }

        /** When its holder is done, or wants it no more. */
        void giveBack() {
            DatabasePermits.this.giveBack(this);
        }
    }
}
