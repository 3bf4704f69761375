package org.reprise.rest;

import jakarta.json.JsonObject;
import org.reprise.audience.ImportReport;

/** What became of a file, for the client that sent it. */
final class ImportAnswer {
    private static final int MAX_COLUMNS = 100;

    private ImportAnswer() {}

    static JsonObject of(ImportReport report) {
        var ignored = report.file().ignored();
        return JsonBody.with("imported", report.imported())
                .and("updated", report.updated())
                .and("unchanged", report.unchanged())
                .and("skipped", report.skipped())
                .and("opted_out", report.optedOut())
                .and("rejected", report.rejects().count())
                .and("rejects", LineAnswers.of("reason", report.rejects().first()))
                .and("noted", report.notes().count())
                .and("notes", LineAnswers.of("note", report.notes().first()))
                .and("ignored_columns", JsonBody.array(ignored.subList(0, Math.min(MAX_COLUMNS, ignored.size()))))
                .and("encoding", report.file().encoding())
                .and("separator", report.file().separator())
                .build();
    }
}
