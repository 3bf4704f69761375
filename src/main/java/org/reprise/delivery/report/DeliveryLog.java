package org.reprise.delivery.report;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Who was reached, in the words that people know them by. Never what was written to them. */
@Dependent
public class DeliveryLog {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    public DeliveryLog(Storage storage) {
        this.storage = storage;
    }

    /**
     * @param recipient a phone number, else a user name with its @, else the user id
     * @param reason as in {@link Delivery}
     * @param words as in {@link Recipient}
     */
    public record Line(String recipient, long userId, State state, DeliveryReason reason, String words, Instant at) {}

    /** A place in the log: what is older follows it. */
    public record Place(Instant at, long userId) {
        public static final Place NEWEST = new Place(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
    }

    /** Deliveries that have an outcome, newest first. */
    public List<Line> page(long campaign, Place before, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("log"))
                .bind("campaign", campaign)
                .bind("at", before.at)
                .bind("user", before.userId)
                .bind("size", size)
                .map(DeliveryLog::line)
                .list());
    }

    private static Line line(ResultSet row, StatementContext context) throws SQLException {
        return new Line(
                row.getString("recipient"),
                row.getLong("user_id"),
                State.valueOf(row.getString("state")),
                DeliveryReason.of(row.getString("reason")).orElse(null),
                row.getString("words"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
