package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.telegram.WaitCause.DOUBTFUL_ANSWERS;
import static org.reprise.telegram.WaitCause.NO_ANSWER;
import static org.reprise.telegram.WaitCause.SLOW;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TENTH = SECOND / 10;

    /** Of nanoTime: it may be anything, and overflow. */
    private long now = Long.MAX_VALUE - 30 * SECOND;

    private final CircuitBreaker breaker = new CircuitBreaker(true, now);
    private final Deque<Long> inFlight = new ArrayDeque<>();
    private int uncertain;

    private boolean handOver() {
        var entered = breaker.enter(now);
        entered.ifPresent(inFlight::add);
        return entered.isPresent();
    }

    private long answer() {
        return breaker.answered(inFlight.remove(), now);
    }

    private void doubt() {
        uncertain++;
        breaker.doubted(inFlight.remove(), DOUBTFUL_ANSWERS, now);
    }

    private void probed(boolean answered) {
        assertThat(breaker.takeProbe(now)).as("it asks").isTrue();
        assertThat(breaker.takeProbe(now)).as("it asks once").isFalse();
        breaker.probed(answered, now);
    }

    private void opens() {
        for (int i = 0; i < 3; i++) {
            assertThat(handOver()).isTrue();
            doubt();
        }
        assertThat(handOver()).isFalse();
    }

    @Test
    void threeDoubtsInARowOpenIt() {
        opens();
        assertThat(breaker.hold(now))
                .contains(new CircuitBreaker.Hold(DOUBTFUL_ANSWERS, now + CircuitBreaker.FIRST_BACK_OFF, now));
    }

    @Test
    void oneInTenInDoubtOpensNothing() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(handOver()).isTrue();
            if (i % 10 == 0) {
                doubt();
            } else {
                answer();
            }
        }
    }

    @Test
    void halfOfThemInDoubtOpenIt() {
        int handed = 0;
        for (; handed < 1_000 && handOver(); handed++) {
            if (handed % 2 == 0) {
                doubt();
            } else {
                answer();
            }
        }
        assertThat(uncertain).isLessThan(6);
    }

    @Test
    void afterTheBackOffItAsksAndThenTriesOneMessage() {
        opens();
        now += CircuitBreaker.FIRST_BACK_OFF;
        assertThat(handOver()).as("before Telegram was asked").isFalse();
        probed(true);
        assertThat(handOver()).isTrue();
        assertThat(handOver()).as("a second one").isFalse();
        assertThat(answer()).as("it comes back to its speed slowly").isPositive();
        assertThat(handOver()).isTrue();
        assertThat(handOver()).isTrue();
    }

    @Test
    void whileTelegramDoesNotAnswerTheQuestionNobodyIsInDoubt() {
        opens();
        long outage = now;
        int asked = 0;
        for (; now - outage < TimeUnit.HOURS.toNanos(1); now += SECOND) {
            if (breaker.takeProbe(now)) {
                breaker.probed(false, now);
                asked++;
            }
            assertThat(handOver()).isFalse();
        }
        assertThat(uncertain).isEqualTo(3);
        assertThat(asked).as("once a minute in the end").isBetween(60, 70);
    }

    @Test
    void whileEveryMessageLeavesDoubtSomeTenPeopleAreInDoubtInAMinute() {
        opens();
        outage(60);
        assertThat(uncertain).isLessThanOrEqualTo(10);
    }

    @Test
    void aDayLeavesHardlyMoreThanAMinute() {
        opens();
        outage(86_400);
        assertThat(uncertain).isLessThan(35);
    }

    private void outage(int seconds) {
        long begin = now;
        for (; now - begin < seconds * SECOND; now += TENTH) {
            if (breaker.takeProbe(now)) {
                breaker.probed(true, now);
            }
            if (handOver()) {
                doubt();
            }
        }
    }

    @Test
    void silenceCostsNoMoreThanWasInFlightAndAFew() {
        for (int i = 0; i < 100; i++) {
            while (inFlight.size() < 10 && handOver()) {}
            answer();
            now += TENTH / 10;
        }
        int before = inFlight.size();
        while (handOver()) {}
        assertThat(inFlight).hasSizeLessThanOrEqualTo(before + 1 + CircuitBreaker.HEADROOM);
        assertThat(breaker.hold(now))
                .get()
                .extracting(CircuitBreaker.Hold::cause)
                .isEqualTo(SLOW);
        long since = now;
        now += CircuitBreaker.SILENCE;
        assertThat(breaker.hold(now)).get().satisfies(hold -> {
            assertThat(hold.cause()).isEqualTo(NO_ANSWER);
            assertThat(hold.since()).isCloseTo(since, org.assertj.core.data.Offset.offset(TENTH));
        });
    }

    @Test
    void aSessionThatNeverHeardAnythingHandsFewOver() {
        while (handOver()) {}
        assertThat(inFlight).hasSize(CircuitBreaker.MIN_IN_FLIGHT);
    }

    @Test
    void aSlowTelegramGetsAsMuchAsItsAnswersAllow() {
        int handed = 0;
        for (int tenth = 0; tenth < 100; tenth++, now += TENTH) {
            for (int i = 0; i < 10 && handOver(); i++) {
                handed++;
            }
            // each answer takes two seconds
            for (int i = 0; tenth >= 20 && i < 10 && !inFlight.isEmpty(); i++) {
                answer();
            }
        }
        assertThat(handed).isGreaterThan(300);
    }

    @Test
    void aTryThatIsNotAnsweredIsGivenUp() {
        opens();
        now += CircuitBreaker.FIRST_BACK_OFF;
        probed(true);
        assertThat(handOver()).isTrue();
        now += CircuitBreaker.SILENCE;
        assertThat(breaker.hold(now))
                .contains(new CircuitBreaker.Hold(
                        DOUBTFUL_ANSWERS,
                        now + 4 * CircuitBreaker.FIRST_BACK_OFF,
                        breaker.trouble().orElseThrow().since()));
        assertThat(answer()).as("late").isZero();
        assertThat(handOver()).isFalse();
    }

    @Test
    void aMessageThatNeverLeftIsTriedAgainAtOnce() {
        opens();
        now += CircuitBreaker.FIRST_BACK_OFF;
        probed(true);
        assertThat(handOver()).isTrue();
        breaker.leave(inFlight.remove());
        assertThat(handOver()).isTrue();
    }

    @Test
    void whatWasInFlightWhenItOpenedChangesNothingLater() {
        for (int i = 0; i < 4; i++) {
            handOver();
        }
        doubt();
        doubt();
        doubt();
        doubt();
        assertThat(breaker.hold(now))
                .get()
                .extracting(CircuitBreaker.Hold::until)
                .isEqualTo(now + SECOND);
    }

    @Test
    void anOutageThatComesBackBeginsWhereItWas() {
        opens();
        now += CircuitBreaker.FIRST_BACK_OFF;
        probed(true);
        handOver();
        answer();
        handOver();
        doubt();
        handOver();
        doubt();
        assertThat(breaker.hold(now))
                .get()
                .extracting(CircuitBreaker.Hold::until)
                .isEqualTo(now + 2 * SECOND);
    }

    @Test
    void anOutageOutlivesItsProcess() {
        breaker.restore(NO_ANSWER, now - 60 * SECOND, now + 5 * SECOND, now);
        assertThat(breaker.hold(now)).contains(new CircuitBreaker.Hold(NO_ANSWER, now + 5 * SECOND, now - 60 * SECOND));
        now += 5 * SECOND;
        assertThat(handOver()).isFalse();
        probed(true);
        assertThat(handOver()).isTrue();
        assertThat(handOver()).isFalse();
    }
}
