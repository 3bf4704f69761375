package org.reprise.delivery.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What other threads have for a run. To wake it costs as much processor as half a message, so what can wait does, until
 * so many have come that the run has something to do for them. Safe for many threads; one of them takes.
 */
final class RunMailbox<E> {
    private final Queue<E> events = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition worthWaking = lock.newCondition();
    private boolean urgent;
    private int enough = 1;

    /** For onlookers, who do not take the lock. */
    private volatile int size;

    /** Wakes the run. */
    void add(E event) {
        add(event, true);
    }

    /** Wakes the run if it has enough to do then. */
    void addPatiently(E event) {
        add(event, false);
    }

    private void add(E event, boolean now) {
        lock.lock();
        try {
            events.add(event);
            size = events.size();
            urgent |= now;
            if (urgent || events.size() >= enough) {
                worthWaking.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return null when it is empty */
    E poll() {
        lock.lock();
        try {
            var event = events.poll();
            urgent &= event != null;
            size = events.size();
            return event;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one after the other until it is empty. */
    void takeAll(Consumer<E> what) {
        for (var event = poll(); event != null; event = poll()) {
            what.accept(event);
        }
    }

    /** Events that were not taken yet. */
    int size() {
        return size;
    }

    /** Waits for so long, for something that does not wait, or until there is enough of what does. */
    void await(long nanos, int enoughToWake) throws InterruptedException {
        lock.lock();
        try {
            enough = enoughToWake;
            long left = nanos;
            while (left > 0 && !urgent && events.size() < enough) {
                left = worthWaking.awaitNanos(left);
            }
            enough = Integer.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }
}
