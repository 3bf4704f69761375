package org.reprise.rest;

import jakarta.json.JsonArray;
import java.util.List;
import org.reprise.audience.ImportReport.Line;

/** How lines of a file look to clients. */
final class LineAnswers {
    private LineAnswers() {}

    /** @param name of what there is to say of each */
    static JsonArray of(String name, List<Line> lines) {
        return JsonBody.array(lines.stream()
                .map(line -> JsonBody.with("line", line.number()).and(name, line.said()))
                .toList());
    }
}
