package org.reprise.delivery.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Targeting;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Session;

class RunGateTest {
    private static final long ACCOUNT = 1;
    private static final long ANNA = 7;

    private final AtomicReference<Optional<RunPlan>> stored = new AtomicReference<>(Optional.of(plan(1, null)));
    private final RunGate gate = new RunGate(stored::get);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static RunPlan plan(int revision, Long cap) {
        var message = Message.of("Hello " + revision, TextFormat.PLAIN, Extras.NONE);
        var session = new Session(1, ACCOUNT, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        return new RunPlan(3, 1, revision, session, Targeting.EVERYBODY, revision, message, cap, null, Duration.ZERO);
    }

    private Optional<Integer> handedOver(long user) {
        return gate.whileItHolds(user, RunPlan::revision);
    }

    @Test
    void whatIsHandedOverHasTheNewestTextThatWasReloaded() {
        gate.reload();
        assertThat(handedOver(ANNA)).contains(1);
        stored.set(Optional.of(plan(2, null)));
        assertThat(handedOver(ANNA)).contains(1);
        gate.reload();
        assertThat(handedOver(ANNA)).contains(2);
    }

    @Test
    void afterAHaltNobodyIsHandedOver() {
        gate.reload();
        gate.halt();
        assertThat(handedOver(ANNA)).isEmpty();
        assertThat(gate.halted()).isTrue();
    }

    @Test
    void aRunWhosePlanIsGoneIsHalted() {
        gate.reload();
        stored.set(Optional.empty());
        gate.reload();
        assertThat(gate.halted()).isTrue();
        assertThat(gate.plan().revision()).isEqualTo(1);
    }

    @Test
    void underAnotherLimitEverybodyIsClaimedAnewFirst() {
        gate.reload();
        stored.set(Optional.of(plan(1, 10L)));
        gate.reload();
        assertThat(handedOver(ANNA)).isEmpty();
        gate.reclaimed(gate.plan());
        assertThat(handedOver(ANNA)).contains(1);
    }

    @Test
    void aLimitThatChangedOnceMoreMeanwhileStillHoldsThemBack() {
        gate.reload();
        var known = gate.plan();
        stored.set(Optional.of(plan(1, 10L)));
        gate.reload();
        gate.reclaimed(known);
        assertThat(handedOver(ANNA)).isEmpty();
    }

    @Test
    void anOptOutHoldsInItsAccountUntilTheClaimIsGivenBack() {
        gate.reload();
        gate.optOut(ACCOUNT + 1, ANNA);
        assertThat(handedOver(ANNA)).contains(1);
        gate.optOut(ACCOUNT, ANNA);
        assertThat(handedOver(ANNA)).isEmpty();
        assertThat(handedOver(ANNA + 1)).contains(1);
        gate.optOutIsKnown(ANNA);
        assertThat(handedOver(ANNA)).contains(1);
    }

    /** The account is not known before the first plan, so such an opt-out counts. */
    @Test
    void anOptOutBeforeTheFirstPlanHolds() {
        gate.optOut(ACCOUNT, ANNA);
        gate.reload();
        assertThat(handedOver(ANNA)).isEmpty();
    }

    /** A database that does not answer holds up neither the sending nor a stop. */
    @Test
    void aStopWaitsForNoReload() throws Exception {
        var reads = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        var first = new AtomicInteger();
        var slow = new RunGate(() -> {
            if (first.getAndIncrement() > 0) {
                reads.countDown();
                await(answers);
            }
            return stored.get();
        });
        slow.reload();
        var edit = threads.submit(slow::reload);
        assertThat(reads.await(10, SECONDS)).isTrue();
        assertThat(slow.whileItHolds(ANNA, RunPlan::revision)).contains(1);
        threads.submit(slow::halt).get(10, SECONDS);
        assertThat(slow.whileItHolds(ANNA, RunPlan::revision)).isEmpty();
        answers.countDown();
        edit.get(10, SECONDS);
        assertThat(slow.halted()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
