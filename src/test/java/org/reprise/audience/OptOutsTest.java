package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class OptOutsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOptOutHoldsForItsAccountAlone(TestDatabase database) {
        var optOuts = new OptOuts(database.open(), event -> {}, TestTime.running());
        optOuts.add(7, 42, "STOP");
        assertThat(optOuts.of(7, List.of(42L))).isNotEmpty();
        assertThat(optOuts.of(8, List.of(42L))).isEmpty();
        assertThat(optOuts.of(7, List.of(43L))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void findsThoseWhoOptedOutAmongMoreThanOneStatementTakes(TestDatabase database) {
        var optOuts = new OptOuts(database.open(), event -> {}, TestTime.running());
        optOuts.add(7, 1, "STOP");
        optOuts.add(7, 1_234, "STOP");
        optOuts.add(7, 9_999, "STOP");
        var page = LongStream.rangeClosed(1, 1_500).boxed().toList();
        assertThat(optOuts.of(7, page)).containsOnlyKeys(1L, 1_234L);
        assertThat(optOuts.of(7, List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sayingItAgainKeepsTheFirst(TestDatabase database) {
        var storage = database.open();
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        optOuts.add(7, 42, "STOP");
        optOuts.add(7, 42, "blocked");
        assertThat(sources(storage)).containsExactly("STOP");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAnOperatorNotedIsTakenBackForAMoment(TestDatabase database) {
        var time = TestTime.at("2026-03-01T12:00:00Z");
        var optOuts = new OptOuts(database.open(), event -> {}, time);
        optOuts.add(7, 42, OptOuts.BY_OPERATOR);
        assertThat(optOuts.takeBack(7, 43, MINUTE, () -> {})).isFalse();
        assertThat(optOuts.takeBack(7, 42, MINUTE, () -> {})).isTrue();
        assertThat(optOuts.of(7, List.of(42L))).isEmpty();
        optOuts.add(7, 42, OptOuts.BY_OPERATOR);
        time.pass(MINUTE.plusSeconds(1));
        assertThat(optOuts.takeBack(7, 42, MINUTE, () -> {})).isFalse();
        assertThat(optOuts.of(7, List.of(42L))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatTheySayThemselvesIsNotTakenBackWithIt(TestDatabase database) {
        var storage = database.open();
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        optOuts.add(7, 42, OptOuts.BY_OPERATOR);
        assertThat(optOuts.add(7, 42, "STOP")).isTrue();
        assertThat(optOuts.add(7, 42, OptOuts.BY_OPERATOR)).isFalse();
        assertThat(sources(storage)).containsExactly("STOP");
        assertThat(optOuts.takeBack(7, 42, MINUTE, () -> {})).isFalse();
        optOuts.leaveOut(7, 43, LeftOut.Cause.BLOCKED);
        assertThat(optOuts.takeBack(7, 43, MINUTE, () -> {})).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aWishIsNotLostForItsWording(TestDatabase database) {
        var storage = database.open();
        new OptOuts(storage, event -> {}, TestTime.running())
                .add(7, 42, "no\0 more! '; drop table opt_out; -- \uD83D" + "🙅".repeat(300));
        assertThat(sources(storage)).singleElement().satisfies(source -> {
            assertThat(source).startsWith("no more! '; drop table opt_out; -- 🙅");
            assertThat(source.codePointCount(0, source.length())).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoComesBackMayBeWrittenToAgain(TestDatabase database) {
        var optOuts = new OptOuts(database.open(), event -> {}, TestTime.running());
        optOuts.add(7, 42, "STOP");
        optOuts.remove(7, 42);
        optOuts.remove(7, 42);
        assertThat(optOuts.of(7, List.of(42L))).isEmpty();
    }

    private static List<String> sources(Storage storage) {
        return storage.read(handle -> handle.createQuery("select source from opt_out")
                .mapTo(String.class)
                .list());
    }
}
