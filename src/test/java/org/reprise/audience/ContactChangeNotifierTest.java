package org.reprise.audience;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.testing.TestReprise.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.testing.ImpatientTimer;

class ContactChangeNotifierTest {
    private final ImpatientTimer timer = new ImpatientTimer();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch counting = new CountDownLatch(1);
    private final Semaphore mayGoOn = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final ContactChangeNotifier changes = new ContactChangeNotifier(timer, threads, changed -> count());

    private void count() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        counting.countDown();
        mayGoOn.acquireUninterruptibly();
        atOnce.decrementAndGet();
        told.incrementAndGet();
    }

    @AfterEach
    void stop() {
        mayGoOn.release(10);
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void theTimerDoesNotWaitForWhoHearsThem() throws Exception {
        changes.changed(ALPHA);
        counting.await();
        assertThat(timer.submit(() -> "goes on").get(10, SECONDS)).isEqualTo("goes on");
    }

    @Test
    void newsDuringACountAreToldAfterIt() throws Exception {
        changes.changed(ALPHA);
        counting.await();
        changes.changed(ALPHA);
        changes.changed(ALPHA);
        mayGoOn.release(2);
        await("the later changes", () -> told.get() == 2);
        assertThat(mostAtOnce).hasValue(1);
        changes.changed(ALPHA);
        mayGoOn.release();
        await("changes after those", () -> told.get() == 3);
    }
}
