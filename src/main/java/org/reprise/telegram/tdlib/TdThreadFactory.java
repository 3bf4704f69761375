package org.reprise.telegram.tdlib;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ThreadFactory;

/**
 * Defines where TDLib's receiving thread comes from. Not an executor: it runs as long as the application, and its end
 * is awaited.
 */
@ManagedThreadFactoryDefinition(name = TdThreadFactory.NAME)
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TdThreadFactory {
    static final String NAME = "java:app/concurrent/tdlib";

    @Resource(lookup = NAME)
    private ManagedThreadFactory threads;

    @Produces
    @TdThreads
    public ThreadFactory threads() {
        return threads;
    }
}
