package org.reprise.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.reprise.audience.ImportReport;
import org.reprise.audience.ImportReport.Line;

/** What became of a file, for the client that sent it. */
final class ImportAnswer {
    private static final int MOST_COLUMNS = 100;

    private ImportAnswer() {}

    static JsonObject of(ImportReport report) {
        var ignored = report.file().ignored();
        return JsonBody.with("imported", report.imported())
                .and("updated", report.updated())
                .and("rejected", report.rejects().count())
                .and("rejects", lines("reason", report.rejects().first()))
                .and("noted", report.notes().count())
                .and("notes", lines("note", report.notes().first()))
                .and("ignored_columns", JsonBody.array(ignored.subList(0, Math.min(MOST_COLUMNS, ignored.size()))))
                .and("encoding", report.file().encoding())
                .and("separator", report.file().separator())
                .build();
    }

    private static JsonArray lines(String name, List<Line> lines) {
        return JsonBody.array(lines.stream()
                .map(line -> JsonBody.with("line", line.number()).and(name, line.said()))
                .toList());
    }
}
