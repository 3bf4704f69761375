package org.reprise.rest;

import jakarta.json.JsonArray;
import java.util.List;
import org.reprise.audience.ImportReport.Reject;

/** How rows that were left out look to clients. */
final class RejectAnswers {
    private RejectAnswers() {}

    static JsonArray array(List<Reject> rejects) {
        return JsonBody.array(rejects.stream().map(RejectAnswers::json).toList());
    }

    private static JsonBody json(Reject reject) {
        return JsonBody.with("line", reject.line())
                .and("reason", reject.reason().toString());
    }
}
