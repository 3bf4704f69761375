package org.reprise.audience;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/**
 * An expression that somebody entered. What it costs to look for it grows with the length of the text and no faster,
 * whatever it says: Java's own engine can be made to hang by a dozen characters.
 */
final class LinearPattern {
    static final int MAX_LENGTH = 500;

    /** Repeats are written out when an expression is compiled, nested ones as often as all of them multiplied. */
    private static final int MAX_SIZE = 20_000;

    private static final java.util.regex.Pattern REPEAT =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private static final int SHOWN = 40;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static LinearPattern of(String regex) {
        return new LinearPattern(Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }

    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /** @throws CategoryRefused invalid: too long, too large when it is written out, or no expression; empty is none */
    static void check(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw CategoryRefused.invalid("regex", LocalizedMessage.of("category.regex.long", MAX_LENGTH));
        }
        if (regex.isEmpty()) {
            return;
        }
        if (!VisibleText.isStorable(regex)) {
            throw CategoryRefused.invalid("regex", LocalizedMessage.of("category.regex.characters"));
        }
        if (writtenOut(regex) > MAX_SIZE) {
            throw CategoryRefused.invalid("regex", LocalizedMessage.of("category.regex.large"));
        }
        try {
            if (of(regex).isIn("")) {
                throw CategoryRefused.invalid("regex", LocalizedMessage.of("category.regex.everything"));
            }
        } catch (PatternSyntaxException e) {
            throw CategoryRefused.invalid(
                    "regex", LocalizedMessage.of("category.regex", e.getDescription(), shortened(e.getPattern())));
        }
    }

    /** An upper bound of what it is compiled to: its length, times the repeats that may be nested. */
    private static double writtenOut(String regex) {
        var repeats = REPEAT.matcher(regex);
        double size = regex.length();
        while (repeats.find()) {
            var most = repeats.group(2) == null || repeats.group(2).isEmpty() ? repeats.group(1) : repeats.group(2);
            size *= Math.max(1, Integer.parseInt(most));
        }
        return size;
    }

    static String shortened(String text) {
        return text.length() <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "…";
    }
}
