package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.IdempotencyStore.Answer;
import org.reprise.storage.IdempotencyStore.InProgress;
import org.reprise.storage.IdempotencyStore.Request;
import org.reprise.storage.IdempotencyStore.Started;
import org.reprise.storage.IdempotencyStore.Turn;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class IdempotencyStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration NO_TIMEOUT = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Answer STOPPED = new Answer(200, "abc", "/campaigns/1", "\"3\"", "{\"status\":\"stopped\"}");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRepetitionGetsTheFirstAnswerAlsoAfterARestart(TestDatabase database) {
        var storage = database.open();
        var before = at(NOON, storage);
        before.finish(started(before, "stop_campaign/1", "k"), STOPPED);
        var after = at(NOON.plusSeconds(3600), storage);
        assertThat(after.begin(request("stop_campaign/1", "k"), MINUTE)).isEqualTo(STOPPED);
        assertThat(after.begin(request("stop_campaign/2", "k"), MINUTE)).isInstanceOf(Started.class);
        assertThat(after.begin(request("stop_campaign/1", "l"), MINUTE)).isInstanceOf(Started.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyAtOnceOneIsFirstAndTheOthersWaitForItsAnswer(TestDatabase database) {
        var answers = new IdempotencyStore(database.open(), TestTime.running(), Duration.ofSeconds(20));
        var firsts = new AtomicInteger();
        var clients = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    var turn = answers.begin(request("resume_campaign/1", "k"), MINUTE);
                    if (turn instanceof Started started) {
                        firsts.incrementAndGet();
                        answers.finish(started, answer("first"));
                        return answer("first");
                    }
                    return turn;
                }))
                .toList();
        assertThat(clients).extracting(CompletableFuture::join).containsOnly(answer("first"));
        assertThat(firsts).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoWaitsTwelveSecondsInVainIsToldSo(TestDatabase database) throws Exception {
        var time = new TestTime(NOON, Long.MAX_VALUE);
        var answers = new IdempotencyStore(database.open(), time);
        started(answers, "p", "k");
        var told = new AtomicReference<Turn>();
        var second = new Thread(() -> told.set(answers.begin(request("p", "k"), MINUTE)));
        second.start();
        await("the second one waits", () -> second.getState() == Thread.State.TIMED_WAITING);
        time.pass(Duration.ofMillis(11_999));
        assertThat(told).hasValue(null);
        time.pass(Duration.ofMillis(1));
        second.join();
        assertThat(told.get()).isInstanceOf(InProgress.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestThatCameToNothingLeavesTheNextOneFirst(TestDatabase database) {
        var answers = at(NOON, database.open());
        answers.forget(started(answers, "p", "k"));
        assertThat(answers.begin(request("p", "k"), MINUTE)).isInstanceOf(Started.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAbandonedRequestIsTakenOverAndCannotAnswerAnyMore(TestDatabase database) {
        var storage = database.open();
        var crashed = at(NOON, storage);
        var abandoned = started(crashed, "p", "k");
        var later = at(NOON.plusSeconds(61), storage);
        var taken = started(later, "p", "k");
        crashed.finish(abandoned, answer("too late"));
        later.finish(taken, answer("second"));
        assertThat(later.begin(request("p", "k"), MINUTE)).isEqualTo(answer("second"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAbandonedRequestIsTakenOverAlsoWhenTheClockWasTurnedBack(TestDatabase database) {
        var storage = database.open();
        started(at(NOON, storage), "p", "k");
        var turnedBack = at(NOON.minus(Duration.ofDays(1)), storage);
        turnedBack.finish(started(turnedBack, "p", "k"), answer("second"));
        assertThat(turnedBack.begin(request("p", "k"), MINUTE)).isEqualTo(answer("second"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void answersAreKeptForAWeek(TestDatabase database) {
        var storage = database.open();
        var first = at(NOON, storage);
        first.finish(started(first, "p", "k"), answer("old"));
        var eighthDay = at(NOON.plus(Duration.ofDays(8)), storage);
        started(eighthDay, "p", "another");
        assertThat(eighthDay.begin(request("p", "k"), MINUTE)).isInstanceOf(Started.class);
    }

    private static IdempotencyStore at(Instant now, Storage storage) {
        return new IdempotencyStore(storage, new TestTime(now, Long.MAX_VALUE), NO_TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aKeyBelongsToItsCallerAndItsRoute(TestDatabase database) {
        var answers = at(NOON, database.open());
        answers.finish(started(answers, "p", "k"), STOPPED);
        assertThat(answers.begin(new Request("anna", "p", "k"), MINUTE)).isInstanceOf(Started.class);
        assertThat(answers.begin(request("q", "k"), MINUTE)).isInstanceOf(Started.class);
        assertThat(answers.begin(request("p", "k"), MINUTE)).isEqualTo(STOPPED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatTakesLongIsNotTakenForAbandoned(TestDatabase database) {
        var storage = database.open();
        started(at(NOON, storage), "p", "k");
        var later = at(NOON.plusSeconds(1800), storage);
        assertThat(later.begin(request("p", "k"), Duration.ofHours(1))).isInstanceOf(InProgress.class);
    }

    private static Request request(String route, String key) {
        return new Request("", route, key);
    }

    private static Answer answer(String body) {
        return new Answer(200, "abc", null, null, body);
    }

    private static Started started(IdempotencyStore answers, String path, String key) {
        return (Started) answers.begin(request(path, key), MINUTE);
    }
}
