package org.reprise;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Defines the timer that all rooms share. The server's own may have one thread (Payara's has), on which the deadlines
 * of replies would stand still behind whoever waits for the database.
 */
@ManagedScheduledExecutorDefinition(name = TimerThreadPool.NAME, maxAsync = 4)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TimerThreadPool {
    static final String NAME = "java:app/concurrent/timer";

    @Resource(lookup = NAME)
    private ManagedScheduledExecutorService timer;

    @Produces
    @TimerThreads
    public ScheduledExecutorService timer() {
        return timer;
    }
}
