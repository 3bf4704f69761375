package org.reprise;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.Executor;

/** Defines the executor of the send jobs; the container sizes, names and ends its threads. */
@ManagedExecutorDefinition(name = RunThreadPool.NAME, maxAsync = 256)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RunThreadPool {
    static final String NAME = "java:app/concurrent/runs";

    @Resource(lookup = NAME)
    private ManagedExecutorService threads;

    @Produces
    @RunThreads
    public Executor threads() {
        return threads;
    }
}
