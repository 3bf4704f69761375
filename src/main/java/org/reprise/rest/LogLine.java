package org.reprise.rest;

import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.report.DeliveryLog.Line;

/** A delivery as the existing clients know it: {@code phone} is whatever names the recipient best. */
final class LogLine {
    private LogLine() {}

    static JsonBody json(Line line) {
        return JsonBody.with("phone", line.recipient())
                .and("status", status(line))
                .and("error", error(line))
                .and("timestamp", line.at());
    }

    static String formatted(Line line) {
        var error = error(line);
        return line.at() + " " + status(line) + " " + line.recipient() + (error == null ? "" : ": " + error);
    }

    /** The clients know these two alone; that nobody knows whether it went out stands in the error. */
    private static String status(Line line) {
        return line.state() == State.SENT ? "sent" : "failed";
    }

    private static String error(Line line) {
        return switch (line.state()) {
            case UNCERTAIN -> "uncertain: " + reason(line);
            case FAILED -> reason(line);
            default -> null;
        };
    }

    private static String reason(Line line) {
        var reason = line.reason() == null ? null : line.reason().words();
        return line.words() == null ? reason : reason + ": " + line.words();
    }
}
