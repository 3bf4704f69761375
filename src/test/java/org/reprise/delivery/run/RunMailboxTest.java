package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunMailboxTest {
    private static final long FOR_EVER = TimeUnit.MINUTES.toNanos(10);

    private final RunMailbox<String> inbox = new RunMailbox<>();

    private CompletableFuture<Void> waiting(int enough) {
        return CompletableFuture.runAsync(() -> {
            try {
                inbox.await(FOR_EVER, enough);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whatCanWaitWakesNobodyUntilThereIsEnoughOfIt() throws Exception {
        var waiting = waiting(3);
        inbox.addPatiently("first");
        inbox.addPatiently("second");
        Thread.sleep(100);
        assertThat(waiting).isNotDone();
        inbox.addPatiently("third");
        waiting.get();
        assertThat(inbox.poll()).isEqualTo("first");
    }

    @Test
    void whatCannotWaitWakesAtOnceAndIsNotOvertaken() throws Exception {
        var waiting = waiting(3);
        inbox.addPatiently("first");
        inbox.add("urgent");
        waiting.get();
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
        var waiting = waiting(1);
        Thread.sleep(100);
        assertThat(waiting).isNotDone();
        inbox.addPatiently("first");
        waiting.get();
    }

    @Test
    void aWaitIsOverWhenItsTimeIs() throws Exception {
        inbox.addPatiently("first");
        inbox.await(TimeUnit.MILLISECONDS.toNanos(1), 2);
        assertThat(inbox.poll()).isEqualTo("first");
    }
}
