package org.reprise.delivery.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reprise.telegram.SendOutcome;

/** What a run has handed over and has no reply to. The run's thread adds and counts; any thread may wait. */
final class InFlight {
    private final Set<CompletableFuture<SendOutcome>> replies = ConcurrentHashMap.newKeySet();
    private int notTaken;

    void add(CompletableFuture<SendOutcome> reply) {
        notTaken++;
        replies.add(reply);
        reply.thenRun(() -> replies.remove(reply));
    }

    /** The run has taken a reply up. */
    void taken() {
        notTaken--;
    }

    /** Messages whose reply the run has not taken up. */
    int count() {
        return notTaken;
    }

    /**
     * Returns once everything that was handed over before has its reply.
     *
     * @return false: the patience ended first
     */
    boolean awaitReplies(Duration patience) throws InterruptedException {
        try {
            CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
