package org.reprise.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads a row with {@code user_id} and the columns of {@code audience/contact}; the names of its columns are looked up
 * once for each result. A run reads every contact of its session, and with JDBI's own mapping by name a page took four
 * times as long.
 */
public final class ContactRow implements RowMapper<Contact> {

    @Override
    public Contact map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<Contact> specialize(ResultSet rows, StatementContext unused) throws SQLException {
        int userId = rows.findColumn("user_id");
        int username = rows.findColumn("username");
        int firstName = rows.findColumn("first_name");
        int lastName = rows.findColumn("last_name");
        int phone = rows.findColumn("phone");
        int language = rows.findColumn("language");
        int firstMessage = rows.findColumn("first_message_at");
        int lastMessage = rows.findColumn("last_message_at");
        int optedIn = rows.findColumn("opted_in_at");
        int source = rows.findColumn("opt_in_source");
        int categories = rows.findColumn("categories");
        return (row, context) -> new Contact(
                row.getLong(userId),
                new Contact.Profile(
                        row.getString(username),
                        row.getString(firstName),
                        row.getString(lastName),
                        row.getString(phone),
                        row.getString(language)),
                new Contact.Evidence(
                        time(row, firstMessage), time(row, lastMessage), time(row, optedIn), row.getString(source)),
                names(row.getString(categories)),
                ContactDetails.NONE);
    }

    /** With the columns of {@code audience/contact-details} as well: for one contact, or a few. */
    static RowMapper<Contact> withDetails() {
        var contacts = new ContactRow();
        return (row, context) -> contacts.map(row, context).with(details(row));
    }

    /** With no more than placeholders may ask for: {@link ContactValues}. */
    public static RowMapper<Contact> ofValues() {
        return (row, context) -> {
            var profile = new Contact.Profile(
                    row.getString("username"),
                    row.getString("first_name"),
                    row.getString("last_name"),
                    row.getString("phone"),
                    row.getString("language"));
            var attributes = AttributeValues.read(row.getString("attributes"));
            return new Contact(row.getLong("user_id"), profile, new Contact.Evidence(null, null, null, null))
                    .with(new ContactDetails(attributes, Set.of(), null, null));
        };
    }

    private static ContactDetails details(ResultSet row) throws SQLException {
        var source = row.getString("zone_source");
        return new ContactDetails(
                AttributeValues.read(row.getString("attributes")),
                names(row.getString("tags")),
                row.getString("zone"),
                source == null ? null : ZoneSource.valueOf(source));
    }

    /** @param lines a name in each; null: none */
    private static Set<String> names(String lines) {
        return lines == null ? Set.of() : Set.of(lines.split("\n"));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
