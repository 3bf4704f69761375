package org.reprise.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportTimes.Unreadable;
import org.reprise.audience.csv.CsvRows;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.message.VisibleText;

/**
 * Turns the rows of one file into contacts, by its header. Cells that are missing at the end are empty, and empty ones
 * too many are dropped. Only a user id that names nobody costs a person their place, a word on whether they opted out
 * that is not understood, or a value that does not fit the attribute or is no tag for which somebody said that its
 * column is; another value that cannot be used is left out, and that is noted.
 */
final class ContactRows {
    /** Digits as people group them: with blanks, brackets, dots, dashes and slashes. */
    private static final Pattern PHONE = Pattern.compile("[\\p{Z}(]*\\+?(?:[\\p{Z}()./-]*\\d){5,15}[\\p{Z}()./-]*");

    private static final Pattern BETWEEN_TAGS = Pattern.compile("[;,]");

    private final Header header;
    private final ImportOptions options;
    private final ImportTimes times;
    private final OptOutCells optOuts;

    ContactRows(Header header, ImportOptions options) {
        this.header = header;
        this.options = options;
        this.times = new ImportTimes(options.zone());
        this.optOuts = new OptOutCells(options.zone());
    }

    /**
     * @param notes takes what was left out of the row, and why
     * @throws RowRejected when it is not known whom the row is about, or whether they opted out
     */
    ImportedRow read(CsvRows.Row row, Consumer<LocalizedMessage> notes) throws RowRejected {
        if (row.flaw() != null) {
            throw new RowRejected(row.flaw());
        }
        var cells = row.fields();
        header.checkWidth(cells);
        long userId = UserIds.read(header.cell(cells, Column.USER_ID));
        boolean isOptedOut = isOptedOut(cells);
        var tags = tags(cells);
        if (options.mode() == ImportMode.TAG) {
            return new ImportedRow(row.line(), tagged(userId, tags), isOptedOut);
        }
        var attributes = attributes(cells);
        noteNameless(cells, notes);
        var zone = zone(cells, notes);
        var details = new ContactDetails(attributes, tags, zone, zone == null ? null : ZoneSource.IMPORT);
        var contact = contact(userId, cells, notes).with(details);
        return new ImportedRow(row.line(), isOptedOut ? withoutOptIn(contact, notes) : contact, isOptedOut);
    }

    /** One column that says so is enough; each is read, so that none of them is passed over. */
    private boolean isOptedOut(String[] cells) throws RowRejected {
        boolean isOptedOut = false;
        for (var cell : header.optOuts(cells)) {
            isOptedOut |= optOuts.read(cell);
        }
        return isOptedOut;
    }

    private static Contact withoutOptIn(Contact contact, Consumer<LocalizedMessage> notes) {
        if (contact.optedInAt() != null || contact.optInSource() != null) {
            notes.accept(LocalizedMessage.of("import.note.opted-out"));
        }
        return contact.withoutOptIn();
    }

    private Contact contact(long userId, String[] cells, Consumer<LocalizedMessage> notes) {
        var profile = new Contact.Profile(
                username(cells, notes),
                text(cells, Column.FIRST_NAME, notes),
                text(cells, Column.LAST_NAME, notes),
                phone(cells, notes),
                text(cells, Column.LANGUAGE, notes));
        var evidence = new Contact.Evidence(
                time(cells, Column.FIRST_MESSAGE_AT, notes),
                time(cells, Column.LAST_MESSAGE_AT, notes),
                time(cells, Column.OPTED_IN_AT, notes),
                text(cells, Column.OPT_IN_SOURCE, notes));
        return new Contact(userId, profile, evidence);
    }

    private static Contact tagged(long userId, Set<String> tags) {
        return new Contact(
                        userId,
                        new Contact.Profile(null, null, null, null, null),
                        new Contact.Evidence(null, null, null, null))
                .with(new ContactDetails(AttributeValues.NONE, tags, null, null));
    }

    /** Those of the row, and those of the whole file. */
    private Set<String> tags(String[] cells) throws RowRejected {
        if (header.tags().isEmpty()) {
            return options.tags();
        }
        var tags = new TreeSet<>(options.tags());
        for (int place : header.tags()) {
            if (place < cells.length) {
                readTags(place, cells[place], tags);
            }
        }
        if (tags.size() > Tags.MOST_ON_CONTACT) {
            throw new RowRejected(LocalizedMessage.of("import.tags.many", Tags.MOST_ON_CONTACT, tags.size()));
        }
        return tags;
    }

    private void readTags(int place, String cell, Set<String> tags) throws RowRejected {
        for (var each : BETWEEN_TAGS.split(SpreadsheetText.value(cell))) {
            var name = SpreadsheetText.value(each);
            if (VisibleText.isBlank(name)) {
                continue;
            } else if (!Tag.isName(name)) {
                throw new RowRejected(LocalizedMessage.of("import.tag", title(place), Tag.flaw(name)));
            }
            tags.add(Tag.normal(name));
        }
    }

    private AttributeValues attributes(String[] cells) throws RowRejected {
        if (header.attributes().isEmpty()) {
            return AttributeValues.NONE;
        }
        var values = new HashMap<String, Object>();
        for (var column : header.attributes().entrySet()) {
            int place = column.getValue();
            var cell = place < cells.length ? SpreadsheetText.value(cells[place]) : "";
            if (!VisibleText.isBlank(cell)) {
                values.put(column.getKey().name(), value(column.getKey(), place, cell));
            }
        }
        return new AttributeValues(values);
    }

    private Object value(Attribute attribute, int place, String cell) throws RowRejected {
        var value = attribute.type().ofText(cell);
        if (value.isEmpty()) {
            throw new RowRejected(LocalizedMessage.of(
                    "import.attribute",
                    title(place),
                    Text.quoted(cell),
                    attribute.name(),
                    attribute.type().wanted(cell)));
        }
        return value.get();
    }

    private String title(int place) {
        return header.titles().get(place);
    }

    private String zone(String[] cells, Consumer<LocalizedMessage> notes) {
        var value = SpreadsheetText.value(header.cell(cells, Column.ZONE));
        if (VisibleText.isBlank(value)) {
            return null;
        }
        var zone = Zones.named(value);
        if (zone.isEmpty()) {
            notes.accept(LocalizedMessage.of("import.note.zone", Column.ZONE.title(), Text.quoted(value)));
        }
        return zone.orElse(null);
    }

    private void noteNameless(String[] cells, Consumer<LocalizedMessage> notes) {
        for (int i = 0; i < Math.min(cells.length, header.width()); i++) {
            if (header.titles().get(i).isEmpty() && header.at(i).isEmpty() && !Header.isBlank(cells[i])) {
                notes.accept(LocalizedMessage.of("import.note.nameless", i + 1, Text.quoted(cells[i])));
            }
        }
    }

    private String username(String[] cells, Consumer<LocalizedMessage> notes) {
        var value = text(cells, Column.USERNAME, notes);
        if (value == null || !value.startsWith("@")) {
            return value;
        }
        var name = SpreadsheetText.stripped(value.substring(1));
        return name.isEmpty() ? null : name;
    }

    private String phone(String[] cells, Consumer<LocalizedMessage> notes) {
        var value = text(cells, Column.PHONE, notes);
        if (value == null || PHONE.matcher(Text.asciiDigits(value)).matches()) {
            return value;
        }
        notes.accept(LocalizedMessage.of("import.note.phone", Column.PHONE.title(), Text.quoted(value)));
        return null;
    }

    private String text(String[] cells, Column column, Consumer<LocalizedMessage> notes) {
        var value = SpreadsheetText.value(header.cell(cells, column));
        var cleaned = SpreadsheetText.stripped(VisibleText.cleaned(value));
        if (VisibleText.isBlank(cleaned)) {
            return null;
        }
        if (Text.isLongerThan(column.longest, cleaned)) {
            notes.accept(LocalizedMessage.of("import.note.long", column.title(), column.longest));
            return null;
        }
        if (!cleaned.equals(value)) {
            notes.accept(LocalizedMessage.of("import.note.cleaned", column.title()));
        }
        return cleaned;
    }

    private Instant time(String[] cells, Column column, Consumer<LocalizedMessage> notes) {
        var value = SpreadsheetText.value(header.cell(cells, column));
        if (VisibleText.isBlank(value)) {
            return null;
        }
        try {
            return times.read(value);
        } catch (Unreadable e) {
            notes.accept(note(e.flaw(), column.title(), Text.quoted(value)));
            return null;
        }
    }

    private static LocalizedMessage note(ImportTimes.Flaw flaw, String column, String value) {
        return switch (flaw) {
            case UNREADABLE -> LocalizedMessage.of("import.note.time", column, value);
            case ZONELESS -> LocalizedMessage.of("import.note.zoneless", column, value);
            case DAY_OR_MONTH -> LocalizedMessage.of("import.note.day-or-month", column, value);
            case TWICE_OR_NEVER -> LocalizedMessage.of("import.note.twice", column, value);
        };
    }
}
