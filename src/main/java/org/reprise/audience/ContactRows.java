package org.reprise.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Consumer;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportTimes.Unreadable;
import org.reprise.audience.csv.CsvRows;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.message.VisibleText;

/**
 * Turns the rows of one file into contacts, by its header. Cells that are missing at the end are empty, and empty ones
 * too many are dropped. Only a user id that names nobody costs a person their place, or a word on whether they opted
 * out that is not understood; another value that cannot be used is left out, and that is noted.
 */
final class ContactRows {
    private final Header header;
    private final ImportTimes times;
    private final OptOutCells optOuts;

    /** @param zone of times without an offset, or null */
    ContactRows(Header header, ZoneId zone) {
        this.header = header;
        this.times = new ImportTimes(zone);
        this.optOuts = new OptOutCells(zone);
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
        noteNameless(cells, notes);
        var contact = contact(userId, cells, notes);
        return new ImportedRow(isOptedOut ? withoutOptIn(contact, notes) : contact, isOptedOut);
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
                text(cells, Column.PHONE, notes),
                text(cells, Column.LANGUAGE, notes));
        var evidence = new Contact.Evidence(
                time(cells, Column.FIRST_MESSAGE_AT, notes),
                time(cells, Column.LAST_MESSAGE_AT, notes),
                time(cells, Column.OPTED_IN_AT, notes),
                text(cells, Column.OPT_IN_SOURCE, notes));
        return new Contact(userId, profile, evidence).with(details(cells, notes));
    }

    private ContactDetails details(String[] cells, Consumer<LocalizedMessage> notes) {
        var zone = zone(cells, notes);
        return zone == null
                ? ContactDetails.NONE
                : new ContactDetails(AttributeValues.NONE, Set.of(), zone, ZoneSource.IMPORT);
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
