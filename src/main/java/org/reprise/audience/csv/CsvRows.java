package org.reprise.audience.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/**
 * The rows of a text of cells (RFC 4180, with any separator), one at a time; rows without anything in them are passed
 * over.
 *
 * <p>Each row is cut out here and only its fields are left to the parser: a parser that is given the whole file takes
 * everything after a stray quotation mark for one field and cannot go back. Here such a row is broken alone, and the
 * line after it is a row again. A line is read at most {@link #MAX_LINES} times, so no file can make this slow.
 */
public final class CsvRows implements Closeable {
    /** Lines of one row: a quoted field may hold line breaks. */
    static final int MAX_LINES = 50;

    private static final LocalizedMessage TOO_LONG =
            LocalizedMessage.of("csv.long", String.valueOf(CsvLines.MAX_LINE_LENGTH));
    private static final LocalizedMessage NOT_CLOSED = LocalizedMessage.of("csv.open-quote");

    private final CsvReader.CsvReaderBuilder parser;
    private final StringArrayHandler handler = StringArrayHandler.of(it -> it.maxFields(CsvLines.MAX_LINE_LENGTH + 1));
    private final Reader text;
    private final CsvLines lines;
    private final char separator;

    /**
     * @param line on which it starts, from 1
     * @param fields null when it is broken
     * @param flaw why it is broken, or null
     */
    public record Row(long line, String[] fields, LocalizedMessage flaw) {
        /** Whether nothing stands in any of its cells, or nothing but separators of another kind. */
        boolean isBlank() {
            return fields != null
                    && Stream.of(fields)
                            .map(cell -> SpreadsheetText.value(cell).replaceAll("[,;|]", ""))
                            .allMatch(VisibleText::isBlank);
        }
    }

    /** @param text is closed with the rows */
    public CsvRows(Reader text, char separator) {
        this.text = text;
        this.lines = new CsvLines(text);
        this.separator = separator;
        // people put a blank behind the separator
        this.parser = CsvReader.builder().fieldSeparator(separator).trimWhitespacesAroundQuotes(true);
    }

    /** The next row, or null after the last. */
    public Row next() throws IOException {
        var row = any();
        while (row != null && row.isBlank()) {
            row = any();
        }
        return row;
    }

    /** Passes over the next line. */
    void skipLine() throws IOException {
        lines.next();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private Row any() throws IOException {
        var first = lines.next();
        while (first != null && first.text().isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        if (first.overlong()) {
            return new Row(first.number(), null, TOO_LONG);
        }
        return first.text().indexOf('"') < 0 ? parsed(first, first.text(), List.of()) : quoted(first);
    }

    private Row quoted(CsvLines.Line first) throws IOException {
        var text = new StringBuilder(first.text());
        var more = new ArrayList<CsvLines.Line>();
        boolean open = endsInQuotes(first.text(), false);
        while (open && more.size() + 1 < MAX_LINES && text.length() <= CsvLines.MAX_LINE_LENGTH) {
            var line = lines.next();
            if (line == null) {
                break;
            }
            more.add(line);
            text.append('\n').append(line.text());
            open = endsInQuotes(line.text(), true);
        }
        if (open || text.length() > CsvLines.MAX_LINE_LENGTH) {
            lines.putBack(more);
            return new Row(first.number(), null, open ? NOT_CLOSED : TOO_LONG);
        }
        return parsed(first, text.toString(), more);
    }

    private Row parsed(CsvLines.Line first, String text, List<CsvLines.Line> more) {
        try {
            return new Row(first.number(), parser.ofSingleCsvRecord(handler, text), null);
        } catch (CsvParseException e) {
            lines.putBack(more);
            return new Row(first.number(), null, LocalizedMessage.of("csv.after-quote"));
        }
    }

    /** Whether a field in quotation marks goes on after {@code line}, which itself began {@code inside} one or not. */
    private boolean endsInQuotes(String line, boolean inside) {
        boolean atFieldStart = !inside;
        for (int i = 0; i < line.length(); i++) {
            boolean quote = line.charAt(i) == '"';
            if (inside && quote && line.startsWith("\"", i + 1)) {
                i++;
            } else if (inside) {
                inside = !quote;
            } else {
                inside = atFieldStart && quote;
                atFieldStart = line.charAt(i) == separator || atFieldStart && isBlank(line.charAt(i));
            }
        }
        return inside;
    }

    /** As the parser has it. */
    private static boolean isBlank(char c) {
        return c <= ' ';
    }
}
