package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.ui.Difference.Kind.ADDED;
import static org.reprise.ui.Difference.Kind.REMOVED;
import static org.reprise.ui.Difference.Kind.SAME;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reprise.ui.Difference.Kind;
import org.reprise.ui.Difference.Piece;

class DifferenceTest {

    @Test
    void wordsThatChangedStandBesideEachOther() {
        assertThat(Difference.between("Hello dear Anna", "Hello Anna and Bob"))
                .containsExactly(
                        new Piece(SAME, "Hello "),
                        new Piece(REMOVED, "dear "),
                        new Piece(SAME, "Anna"),
                        new Piece(ADDED, " and Bob"));
    }

    @Test
    void marksArePutWhereMoreThanHalfOfTheWordsStay() {
        assertThat(Difference.keepsMost(Difference.between("Come on Monday", "Come on Tuesday")))
                .isTrue();
        assertThat(Difference.keepsMost(Difference.between("Come on Monday", "Come tomorrow evening")))
                .isFalse();
        assertThat(Difference.keepsMost(Difference.between("one two", "one three")))
                .isFalse();
    }

    @Test
    void bothTextsCanBeReadFromIt() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var before = text(random);
            var after = text(random);
            assertThat(read(before, after, ADDED)).isEqualTo(before);
            assertThat(read(before, after, REMOVED)).isEqualTo(after);
        }
    }

    private static String read(String before, String after, Kind without) {
        return Difference.between(before, after).stream()
                .filter(piece -> piece.kind() != without)
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    private static String text(Random random) {
        return random.ints(12, 0, 5)
                .mapToObj(i -> new String[] {"a ", "b", "\n", "ß ", " c"}[i])
                .collect(Collectors.joining());
    }
}
