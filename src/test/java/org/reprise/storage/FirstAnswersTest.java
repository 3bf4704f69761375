package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.FirstAnswers.Answer;
import org.reprise.storage.FirstAnswers.AtWork;
import org.reprise.storage.FirstAnswers.Begun;
import org.reprise.testing.TestDatabase;

class FirstAnswersTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration NO_PATIENCE = Duration.ZERO;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRepetitionGetsTheFirstAnswerAlsoAfterARestart(TestDatabase database) {
        var storage = database.open();
        var before = at(NOON, storage);
        before.finish(begun(before, "stop_campaign/1", "k"), 200, "{\"status\":\"stopped\"}");
        var after = at(NOON.plusSeconds(3600), storage);
        assertThat(after.turn("stop_campaign/1", "k")).isEqualTo(new Answer(200, "{\"status\":\"stopped\"}"));
        assertThat(after.turn("stop_campaign/2", "k")).isInstanceOf(Begun.class);
        assertThat(after.turn("stop_campaign/1", "l")).isInstanceOf(Begun.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyAtOnceOneIsFirstAndTheOthersWaitForItsAnswer(TestDatabase database) {
        var answers = new FirstAnswers(database.open(), Clock.systemUTC(), Duration.ofSeconds(20));
        var firsts = new AtomicInteger();
        var clients = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    var turn = answers.turn("resume_campaign/1", "k");
                    if (turn instanceof Begun begun) {
                        firsts.incrementAndGet();
                        answers.finish(begun, 200, "first");
                        return new Answer(200, "first");
                    }
                    return turn;
                }))
                .toList();
        assertThat(clients).extracting(CompletableFuture::join).containsOnly(new Answer(200, "first"));
        assertThat(firsts).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoWaitsInVainIsToldSo(TestDatabase database) {
        var answers = at(NOON, database.open());
        begun(answers, "p", "k");
        assertThat(answers.turn("p", "k")).isInstanceOf(AtWork.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestThatCameToNothingLeavesTheNextOneFirst(TestDatabase database) {
        var answers = at(NOON, database.open());
        answers.forget(begun(answers, "p", "k"));
        assertThat(answers.turn("p", "k")).isInstanceOf(Begun.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAbandonedRequestIsTakenOverAndCannotAnswerAnyMore(TestDatabase database) {
        var storage = database.open();
        var crashed = at(NOON, storage);
        var abandoned = begun(crashed, "p", "k");
        var later = at(NOON.plusSeconds(61), storage);
        var taken = begun(later, "p", "k");
        crashed.finish(abandoned, 200, "too late");
        later.finish(taken, 409, "second");
        assertThat(later.turn("p", "k")).isEqualTo(new Answer(409, "second"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAbandonedRequestIsTakenOverAlsoWhenTheClockWasTurnedBack(TestDatabase database) {
        var storage = database.open();
        begun(at(NOON, storage), "p", "k");
        var turnedBack = at(NOON.minus(Duration.ofDays(1)), storage);
        turnedBack.finish(begun(turnedBack, "p", "k"), 200, "second");
        assertThat(turnedBack.turn("p", "k")).isEqualTo(new Answer(200, "second"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void answersAreKeptForAWeek(TestDatabase database) {
        var storage = database.open();
        var first = at(NOON, storage);
        first.finish(begun(first, "p", "k"), 200, "old");
        var eighthDay = at(NOON.plus(Duration.ofDays(8)), storage);
        begun(eighthDay, "p", "another");
        assertThat(eighthDay.turn("p", "k")).isInstanceOf(Begun.class);
    }

    private static FirstAnswers at(Instant now, Storage storage) {
        return new FirstAnswers(storage, Clock.fixed(now, ZoneOffset.UTC), NO_PATIENCE);
    }

    private static Begun begun(FirstAnswers answers, String path, String key) {
        return (Begun) answers.turn(path, key);
    }
}
