package org.reprise.audience;

import java.io.IOException;
import java.io.InputStream;
import org.reprise.Said;

/**
 * The user ids of a CSV file, of any length, one row after the other: those of its column {@code user_id}, or, without
 * a line that names columns, one id a line.
 */
public final class UserIdRows {
    private static final String TITLE = "user_id";
    private static final int SHOWN = 40;

    private final CsvRows rows;
    /** Of user_id; with bare ids 0. */
    private final int column;

    private final int width;
    private CsvRows.Row first;

    /**
     * One row.
     *
     * @param line where it starts, from 1
     * @param userId 0 when it is rejected
     * @param reason why it is rejected, or null
     */
    public record Row(long line, long userId, Said reason) {}

    /**
     * @param csv UTF-8
     * @throws ImportRefused when its first line neither names a column {@code user_id} nor is a user id
     * @throws IOException when it cannot be read
     */
    public UserIdRows(InputStream csv) throws IOException {
        rows = new CsvRows(csv);
        first = rows.next();
        if (first == null) {
            throw new ImportRefused(Said.of("ids.empty"));
        }
        if (first.flaw() != null) {
            throw new ImportRefused(Said.of("import.header.broken", first.flaw()));
        }
        var fields = first.fields();
        width = fields.length;
        if (width == 1 && id(fields[0]) > 0) {
            column = 0;
            return;
        }
        column = columnOf(fields);
        first = null;
    }

    private static int columnOf(String[] titles) {
        int found = -1;
        for (int i = 0; i < titles.length; i++) {
            if (titles[i].strip().equalsIgnoreCase(TITLE)) {
                if (found >= 0) {
                    throw new ImportRefused(Said.of("import.column.twice", TITLE));
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new ImportRefused(Said.of("ids.first", shown(String.join(",", titles))));
        }
        return found;
    }

    /** The next row, or null after the last. */
    public Row next() throws IOException {
        var row = first != null ? first : rows.next();
        first = null;
        return row == null ? null : read(row);
    }

    private Row read(CsvRows.Row row) {
        if (row.flaw() != null) {
            return rejected(row, row.flaw());
        }
        if (row.fields().length != width) {
            return rejected(row, Said.of("csv.width", width, row.fields().length));
        }
        var text = row.fields()[column].strip();
        long id = id(text);
        if (id > 0) {
            return new Row(row.line(), id, null);
        }
        return rejected(
                row,
                text.isEmpty()
                        ? Said.of("import.user.missing")
                        : Said.of("import.user.number", String.valueOf(Long.MAX_VALUE), shown(text)));
    }

    private static Row rejected(CsvRows.Row row, Said reason) {
        return new Row(row.line(), 0, reason);
    }

    /** Exactly what stands there: no sign, no grouping, no exponent. 0 when that is no id. */
    private static long id(String text) {
        var digits = text.strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String shown(String value) {
        var line = value.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return "'" + (line.length() > SHOWN ? Text.storable(line, SHOWN) + "…" : line) + "'";
    }
}
