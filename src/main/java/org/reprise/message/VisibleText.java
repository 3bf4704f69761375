package org.reprise.message;

import java.util.regex.Pattern;

/** Which characters of a text can be seen, and which could make a page show something else than it holds. */
public final class VisibleText {
    /** Of a name, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 200;

    /** Format characters that can be seen: number signs of Arabic, Syriac and Kaithi. */
    private static final String NUMBER_SIGNS =
            "\\x{600}-\\x{605}\\x{6DD}\\x{70F}\\x{890}\\x{891}\\x{8E2}\\x{110BD}\\x{110CD}";

    private static final Pattern VISIBLE_FORMAT = Pattern.compile("[" + NUMBER_SIGNS + "]");

    /**
     * What shows nothing by itself: spaces, control and format characters, half surrogates, variation selectors, and
     * fillers that their category calls letters, marks or symbols.
     */
    private static final Pattern INVISIBLE = Pattern.compile("(?:[\\p{Cf}&&[^" + NUMBER_SIGNS + "]]|"
            + "[\\p{Z}\\p{Cc}\\p{Cs}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}"
            + "\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{1D159}\\x{E0000}-\\x{E0FFF}]++)*+");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;

    private VisibleText() {}

    /** Whether nothing of it can be seen; the empty text is blank. */
    public static boolean isBlank(String text) {
        return INVISIBLE.matcher(text).matches();
    }

    /** Whether no half of a surrogate pair stands alone. */
    public static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Whether each database can hold it: well-formed, and without a zero. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && isWellFormed(text);
    }

    /** Whether it turns the direction of writing of what follows, beyond the text that it stands in. */
    public static boolean turnsDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }

    /** Whether it is a name as every page and answer can show it: not blank, showable, and not too long. */
    public static boolean isName(String text) {
        return !isBlank(text) && text.length() <= MAX_NAME_LENGTH && isShowable(text);
    }

    /**
     * Whether a name can be shown anywhere as it is: without control characters, line separators, half surrogates, and
     * format characters such as those that turn the direction of writing. Joiners inside of a word or an emoji, and the
     * tags of a flag, are part of what people see.
     */
    public static boolean isShowable(String text) {
        return cleaned(text).equals(text);
    }

    /** As it can be shown: what breaks the line is a blank, and what else cannot be shown is left out. */
    public static String cleaned(String text) {
        var codePoints = text.codePoints().toArray();
        var cleaned = new StringBuilder(text.length());
        for (int i = 0; i < codePoints.length; i++) {
            switch (Character.getType(codePoints[i])) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> cleaned.append(' ');
                case Character.SURROGATE -> {}
                case Character.FORMAT -> {
                    if (isSeen(codePoints, i)) {
                        cleaned.appendCodePoint(codePoints[i]);
                    }
                }
                default -> cleaned.appendCodePoint(codePoints[i]);
            }
        }
        return cleaned.toString();
    }

    private static boolean isSeen(int[] text, int at) {
        return switch (text[at]) {
            case ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER -> isPartOfWord(text, at - 1) && isPartOfWord(text, at + 1);
            default ->
                isFlagTag(text, at)
                        || VISIBLE_FORMAT.matcher(Character.toString(text[at])).matches();
        };
    }

    private static boolean isPartOfWord(int[] text, int at) {
        return at >= 0
                && at < text.length
                && !Character.isWhitespace(text[at])
                && !Character.isSpaceChar(text[at])
                && Character.getType(text[at]) != Character.CONTROL
                && Character.getType(text[at]) != Character.FORMAT;
    }

    /** The flags of England, Scotland and Wales are a black flag and tags behind it. */
    private static boolean isFlagTag(int[] text, int at) {
        int flag = at;
        while (flag >= 0 && text[flag] >= 0xE0020 && text[flag] <= 0xE007F) {
            flag--;
        }
        return flag < at && flag >= 0 && text[flag] == BLACK_FLAG;
    }
}
