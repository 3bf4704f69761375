package org.reprise.restore;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimerThreads;

/**
 * Notes what was committed where a restored database does not reach: in a mapped file, so that a killed process loses
 * none of it and no claim waits for a disk. What a power cut may lose is {@link #FORCED_EVERY_SECONDS} long.
 *
 * <p>Safe for any number of threads.
 */
@ApplicationScoped
public class ClaimMemory {
    static final int FORCED_EVERY_SECONDS = 3;

    private static final Logger LOG = Logger.getLogger(ClaimMemory.class.getName());

    private final ScheduledExecutorService timer;
    private volatile MappedSlots slots;
    private Future<?> forcing;
    private boolean complained;

    @Inject
    public ClaimMemory(@TimerThreads ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Has to be told after a claim is committed, and before anybody of it is handed over.
     *
     * @param claims all that the campaign ever made; fewer than are known change nothing
     * @throws org.reprise.storage.StorageUnavailable when there is no room for another campaign now: nobody may be
     *     handed over
     */
    public void claimed(long campaign, long claims) {
        opened().raise(campaign, new Slot(claims, 0));
    }

    /**
     * Has to be told after a change of the campaign's settings or status is committed.
     *
     * @throws org.reprise.storage.StorageUnavailable when there is no room for another campaign now
     */
    public void changed(long campaign, int changes) {
        opened().raise(campaign, new Slot(0, changes));
    }

    private MappedSlots opened() {
        var open = slots;
        if (open == null) {
            throw new IllegalStateException("the start has not compared the database with its memory yet");
        }
        return open;
    }

    /** From now on {@code opened} is where things are noted. */
    synchronized void open(MappedSlots opened) {
        slots = opened;
        if (forcing == null) {
            forcing = timer.scheduleWithFixedDelay(
                    this::force, FORCED_EVERY_SECONDS, FORCED_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void force() {
        try {
            opened().force();
            opened().makeRoom();
            complained = false;
        } catch (IOException | RuntimeException e) {
            // an executor that is told of it would never do it again
            LOG.log(
                    complained ? Level.FINE : Level.WARNING,
                    e,
                    () -> "the data directory cannot be written to; a power cut now would lose what it remembers");
            complained = true;
        }
    }

    @PreDestroy
    synchronized void close() {
        if (forcing != null) {
            forcing.cancel(false);
            force();
        }
    }
}
