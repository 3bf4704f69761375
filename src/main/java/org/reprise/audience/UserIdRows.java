package org.reprise.audience;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportRefused.Reason;
import org.reprise.audience.csv.CsvFile;
import org.reprise.audience.csv.CsvRows;

/**
 * The user ids of a CSV file, of any length, one row after the other: those of its column {@code user_id}, or, without
 * a line that names columns, one id a line. Encoding, separator, titles and ids are read as of a file of contacts.
 */
public final class UserIdRows implements Closeable {
    private final CsvRows rows;
    private final Header header;
    /** Where no line names columns; null once it was handed out. */
    private CsvRows.Row first;

    /**
     * One row.
     *
     * @param line where it starts, from 1
     * @param userId 0 when it is rejected
     * @param reason why it is rejected, or null
     */
    public record Row(long line, long userId, LocalizedMessage reason) {}

    /**
     * @param declared how somebody says that the file is encoded, or null; a byte order mark knows better
     * @throws ImportRefused when its first line neither names a column {@code user_id} nor is a user id, or when it is
     *     not of its encoding
     * @throws IOException when it cannot be read
     */
    public static UserIdRows of(Path file, Charset declared) throws IOException {
        var text = ContactFile.text(file, declared);
        var rows = CsvFile.of(text, UserIdRows::isUserId).rows();
        try {
            return new UserIdRows(rows, rows.next());
        } catch (ImportRefused e) {
            rows.close();
            throw e;
        }
    }

    private UserIdRows(CsvRows rows, CsvRows.Row first) {
        if (first == null) {
            throw new ImportRefused(Reason.EMPTY, LocalizedMessage.of("ids.empty"));
        }
        if (first.flaw() != null) {
            throw new ImportRefused(Reason.HEADER, LocalizedMessage.of("import.header.broken", first.flaw()));
        }
        this.rows = rows;
        boolean isBare = isBare(first.fields());
        this.first = isBare ? first : null;
        this.header = new Header(isBare ? new String[] {Column.USER_ID.title()} : first.fields(), ColumnMapping.NONE);
        header.twice(Column.USER_ID).ifPresent(twice -> {
            throw new ImportRefused(Reason.HEADER, twice);
        });
        if (header.place(Column.USER_ID) == null) {
            throw new ImportRefused(
                    Reason.HEADER, LocalizedMessage.of("ids.first", Text.quoted(String.join(",", first.fields()))));
        }
    }

    private static boolean isUserId(String title) {
        return Stream.of(Column.titled(title), Column.alsoTitled(title), Column.perhapsTitled(title))
                .anyMatch(column -> column.filter(Column.USER_ID::equals).isPresent());
    }

    /** Whether the line holds a user id and nothing else. */
    private static boolean isBare(String[] cells) {
        try {
            UserIds.read(cells[0]);
            return Stream.of(cells).skip(1).allMatch(Header::isBlank);
        } catch (RowRejected e) {
            return false;
        }
    }

    /** The next row, or null after the last. */
    public Row next() throws IOException {
        var row = first != null ? first : rows.next();
        first = null;
        return row == null ? null : read(row);
    }

    private Row read(CsvRows.Row row) {
        try {
            if (row.flaw() != null) {
                throw new RowRejected(row.flaw());
            }
            header.checkWidth(row.fields());
            return new Row(row.line(), UserIds.read(header.cell(row.fields(), Column.USER_ID)), null);
        } catch (RowRejected e) {
            return new Row(row.line(), 0, e.reason());
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
