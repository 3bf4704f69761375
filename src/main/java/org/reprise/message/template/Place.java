package org.reprise.message.template;

/**
 * Where something stands in a text.
 *
 * @param line from 1
 * @param column in UTF-16 units, from 1
 */
public record Place(int line, int column) {

    /** @param index in UTF-16 units, from 0 */
    public static Place of(String source, int index) {
        int line = 1;
        int lineStart = 0;
        for (int end = source.indexOf('\n'); end >= 0 && end < index; end = source.indexOf('\n', end + 1)) {
            line++;
            lineStart = end + 1;
        }
        return new Place(line, index - lineStart + 1);
    }
}
