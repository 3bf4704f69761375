package org.reprise.message;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.message.template.Place;
import org.reprise.message.template.Tag;
import org.reprise.message.template.TemplateFault;
import org.reprise.message.template.TemplateFault.Kind;

/**
 * A text with two characters in place of each placeholder, neither of which is a mark in any format: the marks of such
 * a text are read as if each placeholder were a letter. What stands within a placeholder is no mark.
 *
 * @param text masked
 * @param source as it was written
 */
record Masked(String text, String source, List<Tag> tags) {
    /** Stands in no text that anybody means: Unicode has no character there. */
    static final char MASK = '\uFDD0';

    static final int LENGTH = 2;

    /** From here on the character behind it counts the tags; it is nobody's either. */
    private static final char FIRST = '\uE000';

    /** @throws TemplateFault a placeholder has no end */
    static Masked of(String source, UnaryOperator<String> decode) {
        int foreign = source.indexOf(MASK);
        if (foreign >= 0) {
            throw new TemplateFault(Kind.CHARACTER, Place.of(source, foreign), "U+FDD0", "");
        }
        var tags = Tag.in(source, decode);
        var text = new StringBuilder();
        int at = 0;
        for (var tag : tags) {
            text.append(source, at, tag.index()).append(MASK).append((char) (FIRST + tag.number()));
            at = tag.end();
        }
        return new Masked(text.append(source.substring(at)).toString(), source, tags);
    }

    /** As {@link #of} for a text in which nothing is encoded. */
    static Masked of(String source) {
        return of(source, UnaryOperator.identity());
    }

    static boolean isIn(String masked) {
        return masked != null && masked.indexOf(MASK) >= 0;
    }

    /** Which one stands at that place of a masked text. */
    Tag tagAt(String masked, int at) {
        return tags.get(masked.charAt(at + 1) - FIRST);
    }

    /** Where in the source that place of the masked text is. */
    int sourceIndex(int index) {
        int moved = index;
        for (var tag : tags) {
            if (tag.index() >= moved) {
                break;
            }
            moved += tag.written().length() - LENGTH;
        }
        return moved;
    }

    /** With each placeholder as it was written. */
    String unmasked(String masked) {
        return isIn(masked) ? with(masked, Tag::written) : masked;
    }

    /** With something in place of each placeholder. */
    String with(String masked, Function<Tag, String> each) {
        var text = new StringBuilder();
        int at = 0;
        for (int mask = masked.indexOf(MASK); mask >= 0; mask = masked.indexOf(MASK, at)) {
            boolean isWhole = mask + 1 < masked.length();
            text.append(masked, at, mask).append(isWhole ? each.apply(tagAt(masked, mask)) : "");
            at = Math.min(masked.length(), mask + LENGTH);
        }
        return text.append(masked.substring(at)).toString();
    }
}
