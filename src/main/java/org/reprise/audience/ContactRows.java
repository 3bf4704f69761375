package org.reprise.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumMap;
import java.util.Map;
import org.reprise.Said;

/**
 * Turns the rows of one file into contacts, by its header. A row has exactly as many fields as the header: with fewer
 * or more nobody can tell which value belongs to which column.
 */
final class ContactRows {
    /** ISO-8601 with an offset; {@code +02:00}, {@code +0200} and {@code +02} are all of it. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    /** Values in a reason are shown up to this many characters. */
    private static final int SHOWN = 40;

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final int width;

    /** @throws ImportRefused when the header is missing, unreadable, has no user_id or names a column twice */
    ContactRows(CsvRows.Row header) {
        if (header == null) {
            throw new ImportRefused(Said.of("import.empty"));
        }
        if (header.flaw() != null) {
            throw new ImportRefused(Said.of("import.header.broken", header.flaw()));
        }
        width = header.fields().length;
        for (int i = 0; i < width; i++) {
            place(header.fields()[i], i);
        }
        if (!places.containsKey(Column.USER_ID)) {
            throw new ImportRefused(Said.of("import.header.user", shown(String.join(",", header.fields()))));
        }
    }

    private void place(String title, int index) {
        var column = Column.titled(title);
        if (column.isPresent() && places.putIfAbsent(column.get(), index) != null) {
            throw new ImportRefused(Said.of("import.column.twice", column.get().title()));
        }
    }

    Contact contact(CsvRows.Row row) throws RowRejected {
        if (row.flaw() != null) {
            throw new RowRejected(row.flaw());
        }
        checkWhole(row.fields());
        return new Contact(
                userId(row.fields()),
                username(row.fields()),
                text(row.fields(), Column.FIRST_NAME),
                text(row.fields(), Column.LAST_NAME),
                text(row.fields(), Column.PHONE),
                text(row.fields(), Column.LANGUAGE),
                time(row.fields(), Column.FIRST_MESSAGE_AT),
                time(row.fields(), Column.LAST_MESSAGE_AT),
                time(row.fields(), Column.OPTED_IN_AT),
                text(row.fields(), Column.OPT_IN_SOURCE));
    }

    private void checkWhole(String[] fields) throws RowRejected {
        for (var field : fields) {
            if (field.indexOf('\0') >= 0) {
                throw new RowRejected(Said.of("csv.nul"));
            }
            if (Text.hasHalf(field)) {
                throw new RowRejected(Said.of("csv.utf8"));
            }
        }
        if (fields.length != width) {
            throw new RowRejected(Said.of("csv.width", width, fields.length));
        }
    }

    private long userId(String[] fields) throws RowRejected {
        var value = value(fields, Column.USER_ID);
        if (value == null) {
            throw new RowRejected(Said.of("import.user.missing"));
        }
        try {
            // parseLong alone would take a sign and the digits of every script
            long id = value.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(value) : 0;
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // too large: told below, with the range
        }
        throw new RowRejected(Said.of("import.user.number", String.valueOf(Long.MAX_VALUE), shown(value)));
    }

    private String username(String[] fields) throws RowRejected {
        var value = value(fields, Column.USERNAME);
        if (value != null && value.startsWith("@")) {
            value = present(value.substring(1));
        }
        return fitting(value, Column.USERNAME);
    }

    private String text(String[] fields, Column column) throws RowRejected {
        return fitting(value(fields, column), column);
    }

    private static String fitting(String value, Column column) throws RowRejected {
        if (value != null && Text.isLongerThan(column.longest, value)) {
            throw new RowRejected(Said.of("import.column.long", column.title(), column.longest));
        }
        return value;
    }

    /** A date alone is the start of that day in UTC. */
    private Instant time(String[] fields, Column column) throws RowRejected {
        var value = value(fields, column);
        if (value == null) {
            return null;
        }
        try {
            var time = value.length() == "2026-01-31".length()
                    ? LocalDate.parse(value).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(value, TIME);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // told below, with what it takes
        }
        throw new RowRejected(Said.of("import.time", column.title(), shown(value)));
    }

    /** Stripped; null when the file has no such column or nothing stands there. */
    private String value(String[] fields, Column column) {
        var place = places.get(column);
        return place == null ? null : present(fields[place]);
    }

    private static String present(String value) {
        var stripped = value.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private static String shown(String value) {
        var line = value.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return "'" + (line.length() > SHOWN ? Text.storable(line, SHOWN) + "…" : line) + "'";
    }
}
