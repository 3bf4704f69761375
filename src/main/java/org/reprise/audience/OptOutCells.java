package org.reprise.audience;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportTimes.Unreadable;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.message.VisibleText;

/** Reads the cells that say whether somebody opted out: a yes, a no, or the time when they did. Nothing is guessed. */
final class OptOutCells {
    /** In English, German and Russian; the last is the Cyrillic letter. */
    private static final Set<String> YES = Set.of("yes", "true", "1", "x", "ja", "wahr", "да", "истина", "\u0445");

    private static final Set<String> NO = Set.of("no", "false", "0", "nein", "falsch", "нет", "ложь");

    private final ImportTimes times;

    /** @param zone of times without an offset, or null; it only has to be a time, whichever */
    OptOutCells(ZoneId zone) {
        this.times = new ImportTimes(zone == null ? ZoneOffset.UTC : zone);
    }

    /** @throws RowRejected when the cell says neither */
    boolean read(String cell) throws RowRejected {
        var value = SpreadsheetText.value(cell);
        var word = word(value);
        if (VisibleText.isBlank(value) || NO.contains(word)) {
            return false;
        } else if (YES.contains(word) || isTime(value)) {
            return true;
        }
        throw new RowRejected(LocalizedMessage.of("import.opted-out", Column.OPTED_OUT.title(), Text.quoted(value)));
    }

    /** Spreadsheets and databases write 1 as 1.0 where other cells of the column are empty. */
    private static String word(String value) {
        return SpreadsheetText.stripped(Text.asciiDigits(value))
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^([01])[.,]0+$", "$1");
    }

    /** They opted out at a time that may be one of two, too: at either they did. */
    private boolean isTime(String value) {
        try {
            times.read(value);
            return true;
        } catch (Unreadable e) {
            return e.flaw() != ImportTimes.Flaw.UNREADABLE;
        }
    }
}
