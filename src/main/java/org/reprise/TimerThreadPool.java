package org.reprise;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The timer that all rooms share, on threads of the container's. Its own timer may have one thread (Payara's has), on
 * which the deadlines of replies would stand still behind whoever waits for the database; and of one that an
 * application defines, Payara keeps the threads when the application goes, and by them the application.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TimerThreadPool {
    private static final int THREADS = 4;

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void open() {
        timer = new ScheduledThreadPoolExecutor(THREADS, threads);
    }

    @Produces
    @TimerThreads
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** What stands in it is of no use any more: all that stops waits for its own. */
    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
