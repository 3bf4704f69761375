package org.reprise.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer of one thread that does at once what is meant for later, and remembers how much later. */
public final class ImpatientTimer extends ScheduledThreadPoolExecutor {
    /** Seconds that somebody wanted to wait, in their order. */
    public final Queue<Long> waits = new ConcurrentLinkedQueue<>();

    public ImpatientTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable what, long delay, TimeUnit unit) {
        waits.add(unit.toSeconds(delay));
        return super.schedule(what, 0, unit);
    }
}
