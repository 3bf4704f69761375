package org.reprise.audience;

import org.reprise.message.VisibleText;

/** What a text column of both databases can hold: no NUL, no half of a surrogate pair, a length in code points. */
final class Text {
    private static final int QUOTED = 40;

    private Text() {}

    /** {@code text} without what cannot be stored, cut to {@code most} code points; null stays null. */
    static String storable(String text, int most) {
        return text == null
                ? null
                : text.codePoints()
                        .filter(c -> c != 0 && !isHalf(c))
                        .limit(most)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    static boolean isLongerThan(int most, String text) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** As part of a sentence: on one line, up to 40 characters, in quotation marks. */
    static String quoted(String text) {
        return "'" + shortened(text, QUOTED) + "'";
    }

    /** On one line, with no more than {@code most} characters of it. */
    static String shortened(String text, int most) {
        var line = VisibleText.cleaned(isLongerThan(most, text) ? storable(text, most + 1) : text);
        return isLongerThan(most, line) ? storable(line, most) + "…" : line;
    }

    /** Digits of every script as 0 to 9, dashes and signs as - and +, and no format characters. */
    static String asciiDigits(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.DECIMAL_DIGIT_NUMBER -> ascii.append(Character.digit(c, 10));
                case Character.DASH_PUNCTUATION -> ascii.append('-');
                case Character.FORMAT -> {}
                default -> ascii.appendCodePoint(c == '\u2212' ? '-' : c == '\uFF0B' ? '+' : c);
            }
        });
        return ascii.toString();
    }
}
