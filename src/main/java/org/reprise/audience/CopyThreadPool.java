package org.reprise.audience;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.Executor;

/**
 * Defines the executor of what takes minutes or hours. The server's own may have a handful of threads (WildFly's has),
 * and behind as many copies no bot would hear what people write.
 */
@ManagedExecutorDefinition(name = CopyThreadPool.NAME, maxAsync = 32)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class CopyThreadPool {
    static final String NAME = "java:app/concurrent/copies";

    @Resource(lookup = NAME)
    private ManagedExecutorService threads;

    @Produces
    @CopyThreads
    public Executor threads() {
        return threads;
    }
}
