package org.reprise.telegram.botapi;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimerThreads;

/**
 * The threads that this room works on.
 *
 * @param wire makes the two of the HTTP client, which never wait for anything but the network
 * @param work for what may wait: the database, those who observe events
 * @param timer for what is soon done, later or again and again
 */
public record Threads(ThreadFactory wire, Executor work, ScheduledExecutorService timer) {
    private static final Logger LOG = Logger.getLogger(Threads.class.getName());

    /** Does what may wait. The stage ends with it and never fails: what goes wrong is logged. */
    CompletionStage<Void> later(Runnable what) {
        try {
            return CompletableFuture.runAsync(what, work).exceptionally(failure -> {
                LOG.log(Level.SEVERE, "what an answer of Telegram means could not be noted", failure);
                return null;
            });
        } catch (RejectedExecutionException e) {
            // the server is going down; the next one hears the same from Telegram
            return CompletableFuture.completedStage(null);
        }
    }

    /** Those of the container. */
    @Dependent
    static class OfTheContainer {
        @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
        private ManagedThreadFactory factory;

        @Resource(lookup = "java:comp/DefaultManagedExecutorService")
        private ManagedExecutorService executor;

        @Inject
        @TimerThreads
        private ScheduledExecutorService timer;

        @Produces
        Threads threads() {
            return new Threads(factory, executor, timer);
        }
    }
}
