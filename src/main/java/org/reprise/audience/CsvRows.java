package org.reprise.audience;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.reprise.Said;

/**
 * The rows of a CSV file (RFC 4180), one at a time; blank lines are passed over.
 *
 * <p>Each row is cut out here and only its fields are left to the parser: a parser that is given the whole file takes
 * everything after a stray quotation mark for one field and cannot go back. Here such a row is broken alone, and the
 * line after it is a row again. A line is read at most {@link #MOST_LINES} times, so no file can make this slow.
 */
final class CsvRows {
    /** Lines of one row: a quoted field may hold line breaks. */
    static final int MOST_LINES = 50;

    private static final Said TOO_LONG = Said.of("csv.long", String.valueOf(CsvLines.LONGEST));
    private static final Said NOT_CLOSED = Said.of("csv.open-quote");
    private static final CsvReader.CsvReaderBuilder PARSER = CsvReader.builder();

    private final StringArrayHandler handler = StringArrayHandler.of(it -> it.maxFields(CsvLines.LONGEST + 1));
    private final CsvLines lines;

    /**
     * @param line on which it starts, from 1
     * @param fields null when it is broken
     * @param flaw why it is broken, or null
     */
    record Row(long line, String[] fields, Said flaw) {}

    CsvRows(InputStream csv) throws IOException {
        lines = new CsvLines(csv);
    }

    /** The next row, or null after the last. */
    Row next() throws IOException {
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
        while (open && more.size() + 1 < MOST_LINES && text.length() <= CsvLines.LONGEST) {
            var line = lines.next();
            if (line == null) {
                break;
            }
            more.add(line);
            text.append('\n').append(line.text());
            open = endsInQuotes(line.text(), true);
        }
        if (open || text.length() > CsvLines.LONGEST) {
            lines.putBack(more);
            return new Row(first.number(), null, open ? NOT_CLOSED : TOO_LONG);
        }
        return parsed(first, text.toString(), more);
    }

    private Row parsed(CsvLines.Line first, String text, List<CsvLines.Line> more) {
        try {
            return new Row(first.number(), PARSER.ofSingleCsvRecord(handler, text), null);
        } catch (CsvParseException e) {
            lines.putBack(more);
            return new Row(first.number(), null, Said.of("csv.after-quote"));
        }
    }

    /** Whether a field in quotation marks goes on after {@code line}, which itself began {@code inside} one or not. */
    private static boolean endsInQuotes(String line, boolean inside) {
        boolean atFieldStart = !inside;
        for (int i = 0; i < line.length(); i++) {
            boolean quote = line.charAt(i) == '"';
            if (inside && quote && line.startsWith("\"", i + 1)) {
                i++;
            } else if (inside) {
                inside = !quote;
            } else {
                inside = atFieldStart && quote;
                atFieldStart = line.charAt(i) == ',';
            }
        }
        return inside;
    }
}
