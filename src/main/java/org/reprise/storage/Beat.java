package org.reprise.storage;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does the same thing again and again, on a thread that it has for itself. It goes on when the container interrupts its
 * threads: a server that goes down still has work to write down.
 */
final class Beat implements Runnable {
    private static final Logger LOG = Logger.getLogger(Beat.class.getName());

    private final Duration pause;
    private final Runnable work;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param work begins again after {@code pause}, whatever it throws */
    Beat(Duration pause, Runnable work) {
        this.pause = pause;
        this.work = work;
    }

    @Override
    public void run() {
        while (!hasEnded()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "A look at who has the database failed; it is repeated", e);
            }
        }
    }

    private boolean hasEnded() {
        try {
            return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // only end() ends it
            return ended.getCount() == 0;
        }
    }

    /** What is being done is finished; nothing more begins. */
    void end() {
        ended.countDown();
    }
}
