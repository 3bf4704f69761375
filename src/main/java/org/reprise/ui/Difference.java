package org.reprise.ui;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an edit changed in a text, word by word. */
final class Difference {
    /** Words and the blanks between them, each for itself. */
    private static final String BETWEEN_WORDS = "(?<=\\s)|(?=\\s)";

    private Difference() {}

    /** A piece of the text; {@link Kind} says whether only the old or only the new one has it. */
    public record Piece(Kind kind, String text) {
        public boolean is(Kind other) {
            return kind == other;
        }
    }

    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** Read without what was removed, the pieces are the new text; without what was added, the old one. */
    static List<Piece> between(String before, String after) {
        var pieces = new ArrayList<Piece>();
        var words = List.of(before.split(BETWEEN_WORDS));
        for (var delta :
                DiffUtils.diff(words, List.of(after.split(BETWEEN_WORDS)), true).getDeltas()) {
            add(pieces, delta);
        }
        return pieces;
    }

    /** Whether more than half of the words stay: of a text that is another one, marks would leave nothing to read. */
    static boolean keepsMost(List<Piece> pieces) {
        long same = words(pieces, Kind.SAME);
        return 2 * same > same + Math.max(words(pieces, Kind.REMOVED), words(pieces, Kind.ADDED));
    }

    private static long words(List<Piece> pieces, Kind kind) {
        return pieces.stream()
                .filter(piece -> piece.is(kind))
                .flatMap(piece -> Stream.of(piece.text().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .count();
    }

    private static void add(List<Piece> pieces, AbstractDelta<String> delta) {
        var old = String.join("", delta.getSource().getLines());
        var now = String.join("", delta.getTarget().getLines());
        if (delta.getType() == DeltaType.EQUAL) {
            pieces.add(new Piece(Kind.SAME, old));
            return;
        }
        if (!old.isEmpty()) {
            pieces.add(new Piece(Kind.REMOVED, old));
        }
        if (!now.isEmpty()) {
            pieces.add(new Piece(Kind.ADDED, now));
        }
    }
}
