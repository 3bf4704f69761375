package org.reprise;

import java.util.regex.Pattern;

/**
 * What somebody looks for, as far as it is looked for: {@value #MAX_LENGTH} characters and {@value #MAX_WORDS} words.
 * Each word is a question to the database, and nothing that is found has a longer name.
 */
public final class SearchText {
    public static final int MAX_LENGTH = 200;
    public static final int MAX_WORDS = 10;

    private static final Pattern WORDS = Pattern.compile("\\S++(?:\\s++\\S++){0," + (MAX_WORDS - 1) + "}");

    private static final Pattern USER_ID = Pattern.compile("[1-9][0-9]{0,17}");

    private SearchText() {}

    /** Whether it can be the id of somebody at Telegram. */
    public static boolean isUserId(String text) {
        return USER_ID.matcher(text).matches();
    }

    /**
     * Stripped; empty: everything.
     *
     * @param text null is empty; characters that no text in the database holds are left out
     */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        // before anything else is done with it, with room for what is left out
        var begin = text.substring(0, Math.min(text.length(), 4 * MAX_LENGTH));
        var words = WORDS.matcher(begin.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip());
        if (!words.lookingAt()) {
            return "";
        }
        return words.group()
                .codePoints()
                .limit(MAX_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
