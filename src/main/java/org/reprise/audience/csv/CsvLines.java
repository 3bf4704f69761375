package org.reprise.audience.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The physical lines of a text, whatever its line ends (LF, CRLF, CR). Holds one line at a time and never more than
 * {@link #MAX_LINE_LENGTH} characters of it.
 */
final class CsvLines {
    /** Characters of a line that are kept. A contact's row takes a few hundred. */
    static final int MAX_LINE_LENGTH = 65_536;

    private final Reader reader;
    private final char[] buffer = new char[16_384];
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int position;
    private int length;
    private long number;
    private boolean afterCr;
    private boolean inOverlongLine;

    /**
     * @param number counted from 1
     * @param text without its line end
     * @param overlong whether {@code text} is only the beginning
     */
    record Line(long number, String text, boolean overlong) {}

    CsvLines(Reader reader) {
        this.reader = reader;
    }

    /** The next line, or null after the last. */
    Line next() throws IOException {
        if (!putBack.isEmpty()) {
            return putBack.pop();
        }
        skipRestOfOverlongLine();
        var text = new StringBuilder();
        int c = firstOfLine();
        if (c == -1) {
            return null;
        }
        while (!isLineEnd(c) && text.length() < MAX_LINE_LENGTH) {
            text.append((char) c);
            c = character();
        }
        inOverlongLine = !isLineEnd(c);
        return new Line(++number, text.toString(), inOverlongLine);
    }

    /** Makes {@code lines}, which came from here in this order, the next ones again. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.push(lines.get(i));
        }
    }

    /** Past the LF of a CRLF. */
    private int firstOfLine() throws IOException {
        int c = character();
        return afterCr && c == '\n' ? characterAfterLf() : c;
    }

    private int characterAfterLf() throws IOException {
        afterCr = false;
        return character();
    }

    private void skipRestOfOverlongLine() throws IOException {
        while (inOverlongLine) {
            inOverlongLine = !isLineEnd(character());
        }
    }

    private boolean isLineEnd(int c) {
        afterCr = c == '\r';
        return afterCr || c == '\n' || c == -1;
    }

    private int character() throws IOException {
        if (position == length) {
            position = 0;
            length = Math.max(0, reader.read(buffer));
            if (length == 0) {
                return -1;
            }
        }
        return buffer[position++];
    }
}
