package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.Audience;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactRow;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.OptOut;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Eligibility.Capped;
import org.reprise.delivery.ledger.EligibilityFacts.Person;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Reads what decides about one person: all but the cap in one statement, of the same moment. */
@Dependent
public class EligibilityReader {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final RecentMessages recent;

    @Inject
    public EligibilityReader(Storage storage, RecentMessages recent) {
        this.storage = storage;
        this.recent = recent;
    }

    /**
     * @param session the campaign's, whose contacts are meant
     * @param targeting the campaign's
     * @param user any id at least 1; nobody has to know it
     */
    public Person person(long campaign, Session session, Targeting targeting, long user) {
        return storage.read(handle -> Audience.unmet(handle.createQuery(sql.get("person")), targeting)
                .bind("campaign", campaign)
                .bind("session", session.id())
                .bind("account", session.accountId())
                .bind("user", user)
                .map((row, context) -> new Person(
                        user,
                        contact(row, context),
                        Audience.unmet(targeting, row.getInt("unmet")),
                        entry(row),
                        optOut(row),
                        capped(handle, campaign, session, user),
                        isThere(row, "released")))
                .one());
    }

    private Optional<Capped> capped(Handle handle, long campaign, Session session, long user) {
        return recent.counted(session.accountId())
                .flatMap(counted -> Optional.ofNullable(
                                counted.held(handle, campaign, List.of(user)).get(user))
                        .map(until -> new Capped(counted.cap(), until)));
    }

    private static Optional<Contact> contact(ResultSet row, StatementContext context) throws SQLException {
        return isThere(row, "contact") ? Optional.of(new ContactRow().map(row, context)) : Optional.empty();
    }

    private static Optional<LedgerEntry> entry(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return state == null
                ? Optional.empty()
                : Optional.of(new LedgerEntry(
                        State.valueOf(state),
                        DeliveryReason.of(row.getString("reason")),
                        row.getString("words"),
                        row.getInt("revision"),
                        time(row, "at"),
                        messageId(row)));
    }

    private static OptionalLong messageId(ResultSet row) throws SQLException {
        long id = row.getLong("message_id");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private static Optional<OptOut> optOut(ResultSet row) throws SQLException {
        var cause = row.getString("cause");
        return cause == null
                ? Optional.empty()
                : Optional.of(new OptOut(Cause.valueOf(cause), time(row, "left_out_at")));
    }

    private static boolean isThere(ResultSet row, String column) throws SQLException {
        return row.getObject(column) != null;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
