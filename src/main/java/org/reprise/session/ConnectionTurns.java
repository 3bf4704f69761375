package org.reprise.session;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many messages one way to Telegram carries at a time; the others stay with their runs, as rows of a queue. Whoever
 * has messages takes turns with the others, a few messages a turn: for one at a time each of them would have to be
 * woken. Safe for many threads.
 */
final class ConnectionTurns {
    /** Messages of a turn, however many sessions there are: to wake a run costs as much as half a message. */
    static final int BATCH = 64;

    private final int batch;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    /** @param connections as many messages are on their way at the most */
    ConnectionTurns(int connections) {
        this.free = connections;
        this.batch = Math.min(connections, BATCH);
    }

    /** @param whenGranted called on any thread, and under no lock, when a turn comes that was waited for */
    Turn turn(Runnable whenGranted) {
        return new Turn(whenGranted);
    }

    private void giveBack(int places) {
        for (var next = granted(places); next != null; next = granted(0)) {
            next.whenGranted.run();
        }
    }

    /** @return whose turn it is now; null: nobody's, or there is not enough for a turn yet */
    private synchronized Turn granted(int places) {
        free += places;
        if (waiting.isEmpty() || free < batch) {
            return null;
        }
        var next = waiting.remove();
        next.take();
        return next;
    }

    /** Of one run, whose thread alone asks. */
    final class Turn {
        private final Runnable whenGranted;
        private int left;
        private boolean waits;

        private Turn(Runnable whenGranted) {
            this.whenGranted = whenGranted;
        }

        /** Whether the next message may leave; false: it is asked for, and somebody will say when. */
        boolean isGranted() {
            synchronized (ConnectionTurns.this) {
                if (left == 0 && !waits) {
                    if (free > 0 && waiting.isEmpty()) {
                        take();
                    } else {
                        waits = true;
                        waiting.add(this);
                    }
                }
                return left > 0;
            }
        }

        private void take() {
            waits = false;
            left = Math.min(free, batch);
            free -= left;
        }

        /** For one message, of a turn that is granted. It holds until {@link #answered}. */
        void use() {
            synchronized (ConnectionTurns.this) {
                left--;
            }
        }

        /** That message is on its way no more. */
        void answered() {
            giveBack(1);
        }

        /** Leaves the rest of the turn, or the place in the queue, to others. */
        void leave() {
            int rest;
            synchronized (ConnectionTurns.this) {
                if (waits) {
                    waiting.remove(this);
                    waits = false;
                }
                rest = left;
                left = 0;
            }
            if (rest > 0) {
                giveBack(rest);
            }
        }
    }
}
