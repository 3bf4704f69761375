package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.telegram.Session;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestTime;

class PacingTest {
    private static final long SECOND = 1_000_000_000L;

    /** Of nanoTime: it may be anything, and overflow. */
    private static final long START = Long.MAX_VALUE - 5 * SECOND;

    private final SessionLane lane = lane(1);
    private final RateLimit limit = lane.limit();
    private final List<Pacing> runs =
            Stream.generate(() -> new Pacing(lane, START, () -> {})).limit(10).toList();

    /** Those that may hand over then; each asks once. */
    private List<Pacing> mayLeave(long now) {
        return runs.stream().filter(run -> run.next(now).isEmpty()).toList();
    }

    @Test
    void runsOfASessionTakeTurns() {
        for (int turn = 0; turn < 10; turn++) {
            assertThat(mayLeave(START + turn * SECOND)).contains(runs.get(turn));
        }
    }

    @Test
    void atTheEndOfAPauseTheyTakeTurnsAnew() {
        mayLeave(START);
        limit.pause(START + SECOND / 2, Duration.ofSeconds(20), WaitCause.FLOOD_WAIT);
        long end = START + SECOND / 2 + 20 * SECOND;
        assertThat(mayLeave(end - 1)).isEmpty();
        assertThat(mayLeave(end)).hasSize(1);
    }

    @Test
    void aPauseThatNobodyAskedAboutBrokeTheirPermitsAsWell() {
        mayLeave(START);
        limit.pause(START + SECOND / 2, Duration.ofMillis(3_100), WaitCause.FLOOD_WAIT);
        // the permits at 1, 2 and 3 seconds lie in the pause, that at 4 after it
        assertThat(mayLeave(START + 4 * SECOND)).containsExactly(runs.get(4));
    }

    @Test
    void afterTroubleTheyTakeTurnsAnew() {
        mayLeave(START);
        assertThat(mayLeave(START + 20 * SECOND)).hasSize(1);
    }

    @Test
    void aRunThatWaitsForAChatKeepsItsPermitAndTakesNobodys() {
        assertThat(mayLeave(START)).containsExactly(runs.get(0));
        for (long later = START; later - START < 2 * SECOND; later += SECOND / 20) {
            assertThat(runs.get(0).next(later)).isEmpty();
            runs.get(0).putOff(later + SECOND / 20);
        }
        assertThat(runs.get(2).next(START + 2 * SECOND)).isEmpty();
        assertThat(limit.reserve(START + 2 * SECOND)).isEqualTo(START + 10 * SECOND);
    }

    @Test
    void whoIsAloneOnAFastSessionWakesForSeveralMessagesAtATime() {
        var fast = lane(1_000);
        var alone = new Pacing(fast, START, () -> {});
        int wakings = 0;
        int messages = 0;
        for (long now = START; now - START < SECOND; wakings++) {
            while (alone.next(now).isEmpty()) {
                alone.handedOver(Duration.ZERO, now);
                messages++;
            }
            now = alone.next(now).orElseThrow().until();
        }
        assertThat(wakings).isLessThan(120);
        assertThat(messages).isBetween(980, 1_001);
    }

    @Test
    void whoSharesAFastSessionWakesForEachOfItsMessages() {
        var fast = lane(1_000);
        var first = new Pacing(fast, START, () -> {});
        var second = new Pacing(fast, START, () -> {});
        var messages = new HashMap<Pacing, Integer>();
        var random = new Random(7);
        for (long now = START; now - START < 10 * SECOND; ) {
            for (var run : random.nextBoolean() ? List.of(first, second) : List.of(second, first)) {
                while (run.next(now).isEmpty()) {
                    run.handedOver(Duration.ZERO, now);
                    messages.merge(run, 1, Integer::sum);
                }
            }
            long next = Math.min(
                    first.next(now).orElseThrow().until(),
                    second.next(now).orElseThrow().until());
            // nobody wakes up in time
            now = next + random.nextLong(2 * SECOND / 1_000);
        }
        assertThat(messages.get(first) + messages.get(second)).isBetween(9_900, 10_001);
        assertThat(messages.get(first)).isBetween(4_500, 5_500);
    }

    /**
     * Runs that are kept from sending now and then, by a disk or a database, and make up for it as fast as they may.
     */
    @ParameterizedTest
    @CsvSource({"true, 1000, 1", "true, 1000, 20", "false, 30, 1", "false, 30, 20"})
    void noSecondHoldsMoreThanTelegramAllows(boolean pays, int allowed, int campaigns) {
        var bot = bot(pays);
        var fast = lane(bot.fastest());
        var random = new Random(7);
        var sending = Stream.generate(() -> new Pacing(fast, START, () -> {}))
                .limit(campaigns)
                .toList();
        var times = new ArrayList<Long>();
        for (long now = START; now - START < 60 * SECOND; now += SECOND / 2_000) {
            for (var run : sending) {
                while (run.next(now).isEmpty()) {
                    run.handedOver(Duration.ZERO, now);
                    times.add(now);
                }
            }
            now += random.nextInt(2_000) == 0 ? random.nextLong(SECOND / 10) : 0;
        }
        assertThat(mostInASecond(times)).isBetween((int) (allowed * 0.9), allowed);
    }

    private static SessionLane lane(double rate) {
        return new SessionLane(
                new Session(1, 1, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX),
                new ScriptedTelegram(0).atRate(rate),
                new TestTime(Instant.EPOCH, START),
                new ConnectionTurns(100));
    }

    private static Session bot(boolean pays) {
        return new Session(1, 1, "shop", Session.Kind.BOT, Session.Via.BOTAPI, null, 1_000.0, pays);
    }

    private static int mostInASecond(List<Long> times) {
        int most = 0;
        for (int from = 0, to = 0; to < times.size(); to++) {
            while (times.get(to) - times.get(from) >= SECOND) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Test
    void whileTheSessionPausesThatIsWhatARunWaitsFor() {
        limit.pause(START, Duration.ofSeconds(20), WaitCause.FLOOD_WAIT);
        assertThat(runs.get(0).next(START)).contains(new Pacing.Wait(WaitCause.FLOOD_WAIT, START + 20 * SECOND, null));
    }
}
