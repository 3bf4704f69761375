package org.reprise.storage;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ThreadFactory;

/** Hands the container's thread factory to constructors, which cannot look it up. */
@Dependent
class DatabaseThreadFactory {
    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Produces
    @DatabaseThreads
    ThreadFactory threads() {
        return threads;
    }
}
