package org.reprise.audience;

/** What a text column of both databases can hold: no NUL, no half of a surrogate pair, a length in code points. */
final class Text {
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

    /** Whether {@code text} holds half of a surrogate pair, which no encoding can write. */
    static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isHalf(text.codePointAt(i++))) {
                return true;
            }
        }
        return false;
    }

    static boolean isLongerThan(int most, String text) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
