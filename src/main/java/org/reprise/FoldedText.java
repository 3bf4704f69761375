package org.reprise;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody wrote, so that two ways of typing the same words are equal: letters, digits, apostrophes, {@code @},
 * {@code /} and {@code _} remain, everything else is one blank or nothing. Case, width, accents and characters that
 * cannot be seen make no difference.
 */
public final class FoldedText {
    /**
     * U+FE0F makes an emoji of the sign before it, such as the letter in a circle; of other letters it makes nothing.
     */
    private static final Pattern EMOJI = Pattern.compile("[[^\\p{L}\\p{M}]\u2139]\uFE0F\u20E3?");

    /** Format characters and variation selectors, which take no room. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{180B}-\\x{180F}\\x{FE00}-\\x{FE0F}]");

    /** Letters by their category that show as a blank: fillers of Hangul. */
    private static final Pattern FILLER = Pattern.compile("[\u115F\u1160\u3164\uFFA0]");

    /** Accents of Latin, Greek and Cyrillic letters, and the vowel signs of Arabic. */
    private static final Pattern ACCENT = Pattern.compile("[\\x{300}-\\x{36F}\\x{64B}-\\x{652}\\x{670}]");

    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u02BC\u0060\u00B4\u2032]");
    private static final Pattern REST = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'@/_]+");
    private static final Pattern EDGES = Pattern.compile("(?<![^ ])['_/]+|['_/]+(?![^ ])");

    private FoldedText() {}

    static String of(String text) {
        var visible = INVISIBLE.matcher(EMOJI.matcher(text).replaceAll(" ")).replaceAll("");
        // before NFKC, which makes a blank and an accent of some of them
        var ascii = APOSTROPHE.matcher(FILLER.matcher(visible).replaceAll(" ")).replaceAll("'");
        var oneForm = Normalizer.normalize(ascii, Form.NFKC);
        // in capitals first: all letters i of Turkish, and of German ß and ss, become one
        var oneCase = oneForm.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var bare = ACCENT.matcher(Normalizer.normalize(oneCase, Form.NFKD)).replaceAll("");
        return REST.matcher(Normalizer.normalize(bare, Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** The words of {@code text} with a blank between them, without signs at their edges. */
    public static String words(String text) {
        return wordsOf(of(text));
    }

    /** @param folded as {@link #of} gives it */
    static String wordsOf(String folded) {
        return EDGES.matcher(folded).replaceAll(" ").strip();
    }

    /**
     * Whether {@code words} can be cut at that place: at an end, at a blank, and anywhere in scripts without blanks.
     */
    public static boolean isWordEnd(String words, int at) {
        return at == 0
                || at == words.length()
                || words.charAt(at) == ' '
                || words.charAt(at - 1) == ' '
                || isUnspaced(words.codePointBefore(at))
                || isUnspaced(words.codePointAt(at));
    }

    private static boolean isUnspaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
