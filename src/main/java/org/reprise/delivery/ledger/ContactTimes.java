package org.reprise.delivery.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.Contact;

/** Reads of a recipient's contact what a targeting asks for; empty when {@code contacts} says that there is none. */
final class ContactTimes implements RowMapper<Optional<Contact>> {

    @Override
    public Optional<Contact> map(ResultSet row, StatementContext context) throws SQLException {
        if (row.getLong("contacts") == 0) {
            return Optional.empty();
        }
        var first = time(row, "first_message_at");
        var last = time(row, "last_message_at");
        return Optional.of(new Contact(row.getLong("user_id"), null, null, null, null, null, first, last, null, null));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
