package org.reprise.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.reprise.EditDistance;

/** Finds what somebody may have meant. */
final class Nearest {
    /** A longer name is compared by its beginning: the cost grows with the product of the lengths. */
    private static final int COMPARED = 60;

    private Nearest() {}

    /** @return the known name with the fewest characters to change; empty when none is known */
    static Optional<String> to(String name, Collection<String> known) {
        var wanted = plain(name);
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> EditDistance.between(wanted, plain(each)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message about an unknown name: {@code "; the nearest known one is limit"}. */
    static String words(String name, Collection<String> known) {
        return to(name, known).map(near -> "; the nearest known one is " + near).orElse("; none is taken here");
    }

    /** The name for a message: not endless, and without characters that show as something else. */
    static String shown(String name) {
        var shown = name.codePoints()
                .limit(COMPARED)
                .map(c -> Character.isLetterOrDigit(c) || "_-. :/".indexOf(c) >= 0 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.isEmpty() ? "\"\"" : shown;
    }

    /** So that messageText and MESSAGE-TEXT are message_text. */
    private static String plain(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum}]", "");
        return plain.substring(0, Math.min(COMPARED, plain.length()));
    }
}
