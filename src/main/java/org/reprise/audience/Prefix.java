package org.reprise.audience;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All names that begin with {@code from}, as a range of an index that compares bytes.
 *
 * @param from lower case as the databases make it: A to Z alone
 * @param to the end, itself left out
 */
public record Prefix(String from, String to) {
    /** Sorts behind every character that a name can hold. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    public static Prefix of(String text) {
        var from = asciiLower(text);
        return new Prefix(from, from + LAST);
    }

    /** For {@code text} as it stands, with a capital first, and in capitals: of "ИВ", "Ив", "ив" any finds all. */
    public static List<Prefix> anyCase(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var first = lower.substring(0, lower.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
        return Stream.of(lower, first + lower.substring(lower.offsetByCodePoints(0, 1)), text.toUpperCase(Locale.ROOT))
                .map(Prefix::of)
                .distinct()
                .toList();
    }

    private static String asciiLower(String text) {
        return text.codePoints()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
