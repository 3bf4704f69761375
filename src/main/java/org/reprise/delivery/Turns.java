package org.reprise.delivery;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many runs are at the database at a time; the others queue. Two hundred runs at full speed would take all of its
 * connections, or its one lock, and an operator who stops one of them would wait behind them all. Safe for many
 * threads.
 */
final class Turns {
    /** Half of the pool's connections: more than two cores keep busy, and the rest are free for whoever asks. */
    static final int MOST = 12;

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free = MOST;

    /**
     * Asks for a turn; turns come in the order in which they were asked for. Each is given back, also one that never
     * came.
     */
    synchronized Turn ask(Runnable whenItComes) {
        var turn = new Turn(whenItComes);
        if (free > 0) {
            free--;
            turn.come = true;
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    private synchronized void giveBack(Turn turn) {
        if (!turn.come) {
            waiting.remove(turn);
            return;
        }
        var next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.come = true;
            next.whenItComes.run();
        }
    }

    final class Turn {
        private final Runnable whenItComes;
        private volatile boolean come;

        private Turn(Runnable whenItComes) {
            this.whenItComes = whenItComes;
        }

        boolean hasCome() {
            return come;
        }

        /** When its holder is done, or wants it no more. */
        void giveBack() {
            Turns.this.giveBack(this);
        }
    }
}
