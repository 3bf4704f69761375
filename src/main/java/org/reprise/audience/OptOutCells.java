package org.reprise.audience;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportTimes.Unreadable;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.message.VisibleText;

/** Reads the cells that say whether somebody opted out: a yes, a no, or the time when they did. Nothing is guessed. */
final class OptOutCells {
    private final ImportTimes times;

    /** @param zone of times without an offset, or null; it only has to be a time, whichever */
    OptOutCells(ZoneId zone) {
        this.times = new ImportTimes(zone == null ? ZoneOffset.UTC : zone);
    }

    /** @throws RowRejected when the cell says neither */
    boolean read(String cell) throws RowRejected {
        var value = SpreadsheetText.value(cell);
        if (VisibleText.isBlank(value)) {
            return false;
        }
        var answer = YesOrNo.read(value);
        if (answer.isPresent() || isTime(value)) {
            return answer.orElse(true);
        }
        throw new RowRejected(LocalizedMessage.of("import.opted-out", Column.OPTED_OUT.title(), Text.quoted(value)));
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
