package org.reprise.message.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.reprise.message.template.TemplateFault.Kind;

/**
 * A placeholder as it stands in a text.
 *
 * @param number among those of the text, from 0
 * @param inner what stands between the braces, decoded
 * @param index of its first brace in the source
 * @param written with its braces
 */
public record Tag(boolean isValue, int number, String source, String inner, int index, String written) {
    public static final int MAX_TAGS = 200;
    private static final String VALUE = "{{";
    private static final String BLOCK = "{%";

    public int end() {
        return index + written.length();
    }

    /** Whether a text holds anything that begins like one. */
    public static boolean mayBeIn(String text) {
        return text.contains(VALUE) || text.contains(BLOCK);
    }

    /**
     * All of a text, in order.
     *
     * @param decode makes of what stands between braces what is meant by it
     * @throws TemplateFault one has no end, or there are too many
     */
    public static List<Tag> in(String source, UnaryOperator<String> decode) {
        var tags = new ArrayList<Tag>();
        for (int at = begin(source, 0); at < source.length(); ) {
            boolean isValue = source.startsWith(VALUE, at);
            int end = source.indexOf(isValue ? "}}" : "%}", at + 2);
            if (end < 0) {
                throw new TemplateFault(
                        Kind.NO_END, Place.of(source, at), source.substring(at, at + 2), isValue ? "}}" : "%}");
            } else if (tags.size() == MAX_TAGS) {
                throw new TemplateFault(Kind.TOO_MANY, Place.of(source, at), String.valueOf(MAX_TAGS), "");
            }
            var inner = decode.apply(source.substring(at + 2, end));
            tags.add(new Tag(isValue, tags.size(), source, inner, at, source.substring(at, end + 2)));
            at = begin(source, end + 2);
        }
        return tags;
    }

    /** The length of the source when nothing begins any more. */
    private static int begin(String source, int from) {
        int value = source.indexOf(VALUE, from);
        int block = source.indexOf(BLOCK, from);
        int first = value < 0 ? block : block < 0 ? value : Math.min(value, block);
        return first < 0 ? source.length() : first;
    }

    /** @param offset in {@link #inner} */
    Place place(int offset) {
        boolean isDecoded = !written.startsWith(inner, 2);
        return Place.of(source, isDecoded ? index : index + 2 + offset);
    }

    /** Where it begins. */
    public Place place() {
        return Place.of(source, index);
    }

    public TemplateFault fault(Kind kind, String hint) {
        return new TemplateFault(kind, place(), written, hint);
    }
}
