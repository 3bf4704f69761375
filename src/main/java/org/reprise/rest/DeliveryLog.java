package org.reprise.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.delivery.Delivery.State;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Who was reached, in the words that people know them by. Never what was written to them. */
@Dependent
class DeliveryLog {
    private final Statements sql = Statements.of("rest");
    private final Storage storage;

    @Inject
    DeliveryLog(Storage storage) {
        this.storage = storage;
    }

    /** @param recipient a phone number, else a user name, else the user id */
    record Line(String recipient, State state, String reason, Instant at) {

        JsonBody json() {
            return JsonBody.with("phone", recipient)
                    .and("status", status())
                    .and("error", error())
                    .and("timestamp", at);
        }

        String formatted() {
            return at + " " + status() + " " + recipient + (error() == null ? "" : ": " + error());
        }

        /** The existing clients know these two alone; that it is uncertain whether it went out stands in the error. */
        private String status() {
            return state == State.SENT ? "sent" : "failed";
        }

        private String error() {
            return state == State.UNCERTAIN ? "uncertain: " + reason : reason;
        }
    }

    /** The newest deliveries that have an outcome, newest first. */
    List<Line> newest(long campaign, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("log"))
                .bind("campaign", campaign)
                .bind("size", size)
                .map(DeliveryLog::line)
                .list());
    }

    private static Line line(ResultSet row, StatementContext context) throws SQLException {
        return new Line(
                row.getString("recipient"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
