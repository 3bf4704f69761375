package org.reprise.delivery;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.Prefix;
import org.reprise.delivery.Delivery.State;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** The recipients of a campaign, for people to look through, to search and to take away. */
@Dependent
public class Recipients {
    /** Found by name, so many are counted at the most. */
    public static final int MOST_COUNTED = 10_000;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final DeliveryCounts counts;

    @Inject
    public Recipients(Storage storage, DeliveryCounts counts) {
        this.storage = storage;
        this.counts = counts;
    }

    /**
     * Which recipients are meant.
     *
     * @param session whose contacts give the names
     * @param state null: in any
     * @param search a whole user id, or how a username begins, with or without @; null or blank: everybody
     */
    public record Filter(long campaign, Session session, State state, String search) {
        String searched() {
            return search == null ? "" : search.strip();
        }

        boolean byId() {
            return searched().matches("[1-9][0-9]{0,17}");
        }

        private boolean everybody() {
            return searched().isEmpty();
        }

        private Prefix username() {
            return Prefix.of(searched().replaceFirst("^@", "").replace("\0", ""));
        }
    }

    /** In the order of user ids; found by name, in the order of usernames. */
    public List<Recipient> page(Filter filter, long offset, int size) {
        return page(filter, null, offset, size);
    }

    /** What follows {@code last}, or the beginning after null: at the same cost wherever it is. */
    List<Recipient> after(Filter filter, Recipient last, int size) {
        return page(filter, last, 0, size);
    }

    /** How many there are; of those found by name at most {@link #MOST_COUNTED}. Counts no rows of the ledger's. */
    public long count(Filter filter) {
        if (filter.everybody()) {
            return in(filter.state, counts.tally(filter.campaign));
        }
        return page(filter, 0, MOST_COUNTED).size();
    }

    private static long in(State state, Tally tally) {
        if (state == null) {
            return tally.attempted();
        }
        return switch (state) {
            case CLAIMED -> tally.claimed();
            case SENT -> tally.sent();
            case FAILED -> tally.failed();
            case UNCERTAIN -> tally.uncertain();
        };
    }

    private List<Recipient> page(Filter filter, Recipient last, long offset, int size) {
        return storage.read(handle -> {
            if (filter.byId() && (last != null || offset > 0)) {
                return List.of();
            }
            var query = handle.createQuery(sql.get(statement(filter)))
                    .define("inState", filter.state == null ? "" : "and state = '" + filter.state.name() + "'")
                    .bind("campaign", filter.campaign)
                    .bind("session", filter.session.id())
                    .bind("after", last == null ? 0 : last.userId())
                    .bind("size", size)
                    .bind("offset", offset);
            return search(query, filter, last).map(Recipients::recipient).list();
        });
    }

    private static String statement(Filter filter) {
        return filter.everybody() ? "recipients" : filter.byId() ? "recipient" : "recipients-named";
    }

    private static Query search(Query query, Filter filter, Recipient last) {
        if (filter.byId()) {
            return query.bind("user", Long.parseLong(filter.searched()));
        }
        return query.bind("from", filter.username().from())
                .bind("to", filter.username().to())
                .bind(
                        "afterName",
                        last == null || last.username() == null
                                ? ""
                                : last.username().toLowerCase(Locale.ROOT));
    }

    private static Recipient recipient(ResultSet row, StatementContext context) throws SQLException {
        return new Recipient(
                row.getLong("user_id"),
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("revision"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
