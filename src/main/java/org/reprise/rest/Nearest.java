package org.reprise.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Nearest {
    /** A longer name is compared by its beginning: the cost grows with the product of the lengths. */
    private static final int COMPARED = 60;

    private Nearest() {}

    /** @return the known name with the fewest characters to change; empty when none is known */
    static Optional<String> to(String name, Collection<String> known) {
        var wanted = plain(name);
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> distance(wanted, plain(each)))
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

    /** Levenshtein's: how many characters have to be added, removed or replaced. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
