package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reprise.TimeSource;
import org.reprise.TimerThreads;

/**
 * Ends the wait for what clients still have to send, at its deadline. A read of a body holds a thread of the server,
 * and servers wait for the next byte much longer than Reprise can spare the thread.
 */
@ApplicationScoped
public class SlowBodies {
    private static final long LOOK_MILLIS = 250;

    private final ScheduledExecutorService timer;
    private final TimeSource time;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    @Inject
    SlowBodies(@TimerThreads ScheduledExecutorService timer, TimeSource time) {
        this.timer = timer;
        this.time = time;
    }

    /** A body did not come in time. */
    static final class TooSlow extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        TooSlow() {
            super("the body came too slowly");
        }
    }

    /** Something that waits for a client. */
    interface Read<T> {
        T read() throws IOException;
    }

    /** One body; its thread is interrupted at the deadline, and never when it does not wait. */
    final class Wait implements AutoCloseable {
        private Thread waiting;
        private long deadline;
        private boolean late;

        /**
         * What {@code read} reads.
         *
         * @throws TooSlow when that took longer than {@code nanos}
         */
        <T> T within(long nanos, Read<T> read) throws IOException {
            begin(nanos);
            try {
                return read.read();
            } catch (IOException | RuntimeException e) {
                if (end()) {
                    throw tooSlow(e);
                }
                throw e;
            } finally {
                end();
            }
        }

        /** By the ticker that its deadline goes by. */
        long now() {
            return time.nanos();
        }

        private synchronized void begin(long nanos) {
            late = false;
            waiting = Thread.currentThread();
            deadline = time.nanos() + nanos;
        }

        /** @return whether the deadline ended it */
        private synchronized boolean end() {
            waiting = null;
            if (late) {
                // no later wait of this thread is meant
                Thread.interrupted();
            }
            return late;
        }

        /** Again and again: what reads may wait once more, to get rid of the rest. */
        private synchronized void look(long now) {
            if (waiting != null && now - deadline >= 0) {
                late = true;
                waiting.interrupt();
            }
        }

        @Override
        public void close() {
            waits.remove(this);
        }
    }

    private static TooSlow tooSlow(Exception cause) {
        var slow = new TooSlow();
        slow.addSuppressed(cause);
        return slow;
    }

    /** To be closed. */
    Wait open() {
        var wait = new Wait();
        waits.add(wait);
        lookLater();
        return wait;
    }

    /** Ends what is late. */
    void look() {
        looking.set(false);
        long now = time.nanos();
        waits.forEach(wait -> wait.look(now));
        if (!waits.isEmpty()) {
            lookLater();
        }
    }

    private void lookLater() {
        if (!looking.getAndSet(true)) {
            try {
                timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // the server is going down, and its connections with it
                looking.set(false);
            }
        }
    }
}
