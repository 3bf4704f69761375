package org.reprise.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.reprise.access.Audit;
import org.reprise.access.AuditEntry;
import org.reprise.access.AuditService;
import org.reprise.audience.csv.SpreadsheetText;

/** The record as CSV, a stretch at a time. People name themselves: what a spreadsheet would run is made harmless. */
@ApplicationScoped
public class AuditCsv {
    private static final int STRETCH = 1_000;

    /** Tells spreadsheets that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Inject
    private AuditService audit;

    /**
     * Newest first; times are ISO-8601 in UTC.
     *
     * @throws IOException when the reader went away
     */
    public void write(Audit.Filter filter, Writer out) throws IOException {
        audit.export();
        out.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "at",
                "action",
                "actor_kind",
                "actor",
                "address",
                "request_id",
                "subject_kind",
                "subject_id",
                "before",
                "after");
        var after = Audit.Cursor.START;
        List<AuditEntry> stretch;
        do {
            stretch = audit.page(filter, after, STRETCH);
            for (var entry : stretch) {
                csv.writeRecord(row(entry));
                after = Audit.Cursor.of(entry);
            }
        } while (stretch.size() == STRETCH);
        csv.flush();
    }

    private static List<String> row(AuditEntry entry) {
        var subject = entry.subject();
        return List.of(
                entry.at().toString(),
                entry.action().toString(),
                SpreadsheetText.harmless(entry.actorKind()),
                SpreadsheetText.harmless(entry.actorName()),
                SpreadsheetText.harmless(entry.origin().address()),
                SpreadsheetText.harmless(entry.origin().requestId()),
                SpreadsheetText.harmless(subject == null ? null : subject.kind()),
                SpreadsheetText.harmless(subject == null ? null : subject.id()),
                SpreadsheetText.harmless(text(entry.before())),
                SpreadsheetText.harmless(text(entry.after())));
    }

    private static String text(JsonObject json) {
        return json == null ? null : json.toString();
    }
}
