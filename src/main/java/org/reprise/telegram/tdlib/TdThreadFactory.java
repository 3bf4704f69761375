package org.reprise.telegram.tdlib;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * Defines the container's threads for TDLib: a factory for the receiving thread, which runs as long as the application
 * and is awaited at its end, and an executor on such threads for what must not hold it up.
 */
@ManagedThreadFactoryDefinition(name = TdThreadFactory.RECEIVING)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TdThreadFactory {
    static final String RECEIVING = "java:app/concurrent/tdlib-receiving";
    private static final int KEEPING = 4;

    @Resource(lookup = RECEIVING)
    private ManagedThreadFactory receiving;

    private ScheduledThreadPoolExecutor keeping;

    @PostConstruct
    void open() {
        keeping = new ScheduledThreadPoolExecutor(KEEPING, receiving);
    }

    @PreDestroy
    void close() {
        keeping.shutdownNow();
    }

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
