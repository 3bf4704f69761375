package org.reprise.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.storage.HeldByAnother;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Ownership;
import org.reprise.storage.StorageUnavailable;
import org.reprise.testing.ImpatientTimer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;

class StartupSequenceTest {
    private final Readiness readiness = new Readiness(Ownership.UNSHARED);
    private final ImpatientTimer timer = new ImpatientTimer();
    private final AtomicInteger tries = new AtomicInteger();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    private StartupSequence keeper(Runnable second) {
        return new StartupSequence(
                readiness,
                timer,
                List.of(
                        () -> done.add("first"),
                        () -> {
                            tries.incrementAndGet();
                            second.run();
                            done.add("second");
                        },
                        () -> done.add("third")));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static StorageUnavailable trouble() {
        var nowhere = TestDatabase.settings(Map.of("REPRISE_DB_URL", "jdbc:sqlite:/nowhere/reprise.db"));
        try {
            TestDatabase.unmigrated(nowhere).read(handle -> handle.execute("select 1"));
        } catch (StorageUnavailable e) {
            return e;
        }
        throw new AssertionError("there is no such database");
    }

    @Test
    void whatFailsAtFirstEndsTheStart() {
        assertThatThrownBy(() -> keeper(() -> {
                            throw new IllegalStateException("no such database");
                        })
                        .nextSteps())
                .hasMessage("no such database");
        assertThat(timer.waits).isEmpty();
    }

    @Test
    void aDatabaseInTroubleIsWaitedForAndNothingIsDoneTwice() {
        var trouble = trouble();
        keeper(() -> {
                    if (tries.get() < 8) {
                        throw trouble;
                    }
                })
                .nextSteps();
        await("open readiness", readiness::isReady);
        assertThat(done).containsExactly("first", "second", "third");
        assertThat(timer.waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void aServerThatIsAtWorkIsWaitedForEverySecondAndNamed() {
        var hindrance = new TestOwnership();
        var refusing = new Readiness(hindrance);
        new StartupSequence(refusing, timer, List.of(() -> {
                    if (tries.incrementAndGet() < 10) {
                        assertThat(refusing.isReady()).isFalse();
                        throw new HeldByAnother("It is at work.");
                    }
                    assertThat(refusing.waitingFor()).isEqualTo("It is at work.");
                    assertThat(refusing.detail()).isEqualTo("It is at work.");
                }))
                .nextSteps();
        await("open readiness", refusing::isReady);
        assertThat(timer.waits).hasSize(9).containsOnly(1L);
    }

    @Test
    void nobodyIsLetInWhileItIsLostAndEverybodyWhenItIsBack() {
        var ownership = new TestOwnership();
        var closing = new Readiness(ownership);
        closing.markReady();
        for (var kind : Hindrance.Kind.values()) {
            ownership.hinder(kind);
            var detail = ownership.hindrance().orElseThrow().detail();
            assertThat(closing.isReady()).as("%s", kind).isNotEqualTo(kind.letsNobodyIn());
            assertThat(closing.detail().equals(detail)).isEqualTo(kind.letsNobodyIn());
            assertThat(closing.waitingFor().equals(detail)).isEqualTo(kind.letsNobodyIn());
            assertThat(closing.lostForGood().isPresent()).isEqualTo(kind == Hindrance.Kind.LOST);
        }
        ownership.giveBack();
        assertThat(closing.isReady()).isTrue();
    }

    @Test
    void anythingElseThatFailsOnAnotherTryIsTriedAgainAndSaid() throws Exception {
        var trouble = trouble();
        var waits = new CountDownLatch(1);
        var mended = new CountDownLatch(1);
        keeper(() -> {
                    if (tries.get() == 1) {
                        throw trouble;
                    } else if (tries.get() < 4) {
                        throw new IllegalStateException("Flyway could not take its lock");
                    } else if (tries.get() == 4) {
                        waits.countDown();
                        assertThat(uninterrupted(mended)).isTrue();
                    }
                })
                .nextSteps();
        waits.await();
        assertThat(readiness.waitingFor()).contains("the log says why");
        assertThat(readiness.isReady()).isFalse();
        mended.countDown();
        await("open readiness", readiness::isReady);
        assertThat(timer.waits).containsExactly(1L, 30L, 30L);
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void aTryThatGoesOnAtClosingTimeNeitherOpensNorTriesAgain() throws Exception {
        var trouble = trouble();
        for (boolean succeeds : new boolean[] {true, false}) {
            tries.set(0);
            done.clear();
            var begun = new CountDownLatch(1);
            var closed = new CountDownLatch(1);
            var keeper = keeper(() -> {
                if (tries.get() == 1) {
                    throw trouble;
                }
                begun.countDown();
                assertThat(uninterrupted(closed)).isTrue();
                if (!succeeds) {
                    throw trouble;
                }
            });
            keeper.nextSteps();
            begun.await();
            timer.waits.clear();
            keeper.stop();
            closed.countDown();
            // behind that try, on the timer's one thread
            timer.submit(() -> "").get(60, TimeUnit.SECONDS);
            assertThat(readiness.isReady()).isFalse();
            assertThat(timer.waits).isEmpty();
            assertThat(done).doesNotContain("third");
        }
    }

    /** Closing time interrupts a try, which may not notice. */
    private static boolean uninterrupted(CountDownLatch latch) {
        while (true) {
            try {
                return latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // not noticed
            }
        }
    }
}
