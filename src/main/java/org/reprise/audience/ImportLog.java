package org.reprise.audience;

import java.util.List;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportReport.Lines;
import org.reprise.audience.csv.CsvRows;

/** What there is to say of the rows of one import. */
final class ImportLog {
    private final RejectedRows rejected;
    private final LineLog rejects = new LineLog();
    private final LineLog notes = new LineLog();

    ImportLog(RejectedRows rejected) {
        this.rejected = rejected;
    }

    void reject(CsvRows.Row row, LocalizedMessage reason) {
        rejected.add(row, reason);
        rejects.add(row.line(), reason);
    }

    /** @param said at least one thing about the row */
    void note(long line, List<LocalizedMessage> said) {
        notes.add(line, said.size() == 1 ? said.get(0) : LocalizedMessage.list(said));
    }

    Lines rejects() {
        return rejects.lines();
    }

    Lines notes() {
        return notes.lines();
    }
}
