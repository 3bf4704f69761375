package org.reprise.telegram.tdlib;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Defines the container's threads for TDLib: a factory for the receiving thread, which runs as long as the application
 * and is awaited at its end, and an executor for what must not hold it up.
 */
@ManagedThreadFactoryDefinition(name = TdThreadFactory.RECEIVING)
@ManagedScheduledExecutorDefinition(name = TdThreadFactory.KEEPING, maxAsync = 4)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TdThreadFactory {
    static final String RECEIVING = "java:app/concurrent/tdlib-receiving";
    static final String KEEPING = "java:app/concurrent/tdlib-keeping";

    @Resource(lookup = RECEIVING)
    private ManagedThreadFactory receiving;

    @Resource(lookup = KEEPING)
    private ManagedScheduledExecutorService keeping;

    @Produces
    @TdThreads
    public ThreadFactory receiving() {
        return receiving;
    }

    @Produces
    @TdThreads
    public ScheduledExecutorService keeping() {
        return keeping;
    }
}
