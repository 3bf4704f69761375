package org.reprise.telegram.sandbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.reprise.TimerThreads;
import org.reprise.telegram.SendOutcome;

/** Answers after a while, and answers what is still open when the server stops: no stage is left hanging. */
@Dependent
class Replies {
    private final ScheduledExecutorService timer;
    private final Set<Reply> open = ConcurrentHashMap.newKeySet();

    private static final class Reply extends CompletableFuture<SendOutcome> {
        private final SendOutcome outcome;
        private volatile Future<?> timer;

        Reply(SendOutcome outcome) {
            this.outcome = outcome;
        }

        void arrive() {
            complete(outcome);
        }
    }

    @Inject
    Replies(@TimerThreads ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** @param delay zero: answered already when this returns */
    CompletionStage<SendOutcome> after(Duration delay, SendOutcome outcome) {
        if (delay.isZero()) {
            return CompletableFuture.completedStage(outcome);
        }
        var reply = new Reply(outcome);
        open.add(reply);
        try {
            reply.timer = timer.schedule(() -> answer(reply), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The server is stopping; what became of the message is known all the same.
            answer(reply);
        }
        return reply;
    }

    @PreDestroy
    void answerEverythingOpen() {
        for (var reply : open) {
            if (reply.timer != null) {
                reply.timer.cancel(false);
            }
            answer(reply);
        }
    }

    private void answer(Reply reply) {
        open.remove(reply);
        reply.arrive();
    }
}
