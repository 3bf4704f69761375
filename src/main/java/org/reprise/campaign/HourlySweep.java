package org.reprise.campaign;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimerThreads;
import org.reprise.storage.Ownership;

/** Takes something away once an hour, on the one server that has the database. */
abstract class HourlySweep {
    private static final Logger LOG = Logger.getLogger(HourlySweep.class.getName());

    private final int firstMinute;
    private final String undone;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private Ownership ownership;

    private Future<?> sweeping;

    /**
     * @param firstMinute after the start, which has better things to do; sweeps do not come at the same minute
     * @param undone what the log says of one that failed
     */
    HourlySweep(int firstMinute, String undone) {
        this.firstMinute = firstMinute;
        this.undone = undone;
    }

    /** For one that nobody begins. */
    HourlySweep(String undone) {
        this(0, undone);
        this.ownership = Ownership.UNSHARED;
    }

    @PostConstruct
    void begin() {
        sweeping = timer.scheduleWithFixedDelay(this::sweep, firstMinute, 60, TimeUnit.MINUTES);
    }

    @PreDestroy
    void end() {
        sweeping.cancel(false);
    }

    void sweep() {
        if (!ownership.isHeld()) {
            // it is another server's to do
            return;
        }
        try {
            takeAway();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, undone, e);
        }
    }

    abstract void takeAway() throws IOException;
}
