package org.reprise.audience;

import java.util.ArrayList;
import java.util.List;
import org.reprise.Said;
import org.reprise.audience.ImportReport.Line;
import org.reprise.audience.ImportReport.Lines;
import org.reprise.audience.csv.CsvRows;

/** What there is to say of the lines of one import: all are counted, the first are kept. */
final class ImportLog {
    private static final int MOST_KEPT = 100;

    private final LeftOut leftOut;
    private final List<Line> rejects = new ArrayList<>();
    private final List<Line> notes = new ArrayList<>();
    private long rejected;
    private long noted;

    ImportLog(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    void reject(CsvRows.Row row, Said reason) {
        rejected++;
        leftOut.add(row, reason);
        keep(rejects, row, reason);
    }

    /** @param said at least one thing about the line */
    void note(CsvRows.Row row, List<Said> said) {
        noted++;
        keep(notes, row, said.size() == 1 ? said.get(0) : Said.list(said));
    }

    private static void keep(List<Line> lines, CsvRows.Row row, Said said) {
        if (lines.size() < MOST_KEPT) {
            lines.add(new Line(row.line(), said));
        }
    }

    Lines rejects() {
        return new Lines(rejected, rejects);
    }

    Lines notes() {
        return new Lines(noted, notes);
    }
}
