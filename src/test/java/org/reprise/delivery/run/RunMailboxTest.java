package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunMailboxTest {
    private static final long FOR_EVER = TimeUnit.MINUTES.toNanos(10);

    private final RunMailbox<String> inbox = new RunMailbox<>();

    /** Somebody who waits, and found so many when the wait was over. */
    private final class Waiting {
        private final CompletableFuture<Integer> found = new CompletableFuture<>();
        private final Thread thread;

        Waiting(int enough) {
            thread = new Thread(() -> {
                try {
                    inbox.await(FOR_EVER, enough);
                    found.complete(inbox.size());
                } catch (InterruptedException e) {
                    found.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            staysAsleep();
        }

        void staysAsleep() {
            await("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }

    @Test
    void whatCanWaitWakesNobodyUntilThereIsEnoughOfIt() throws Exception {
        var waiting = new Waiting(3);
        inbox.addPatiently("first");
        waiting.staysAsleep();
        inbox.addPatiently("second");
        waiting.staysAsleep();
        inbox.addPatiently("third");
        assertThat(waiting.found.get()).isEqualTo(3);
        assertThat(inbox.poll()).isEqualTo("first");
    }

    @Test
    void whatCannotWaitWakesAtOnceAndIsNotOvertaken() throws Exception {
        var waiting = new Waiting(3);
        inbox.addPatiently("first");
        inbox.add("urgent");
        waiting.found.get();
        assertThat(inbox.poll()).isEqualTo("first");
        assertThat(inbox.poll()).isEqualTo("urgent");
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void whatCameBeforeTheWaitEndsIt() throws Exception {
        inbox.add("urgent");
        inbox.await(FOR_EVER, 3);
        inbox.poll();
        inbox.poll();
        inbox.addPatiently("first");
        inbox.await(FOR_EVER, 1);
    }

    @Test
    void whatWasTakenWakesNobodyAgain() throws Exception {
        inbox.add("urgent");
        while (inbox.poll() != null) {
            // until it is empty
        }
        var waiting = new Waiting(1);
        inbox.addPatiently("first");
        assertThat(waiting.found.get()).isEqualTo(1);
    }

    @Test
    void aWaitIsOverWhenItsTimeIs() throws Exception {
        inbox.addPatiently("first");
        inbox.await(TimeUnit.MILLISECONDS.toNanos(1), 2);
        assertThat(inbox.poll()).isEqualTo("first");
    }
}
