package org.reprise.delivery.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.reprise.SearchText;
import org.reprise.audience.Prefix;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** The recipients of a campaign, for people to look through, to search and to take away. */
@ApplicationScoped
public class Recipients {
    static final ColumnMapper<DeliveryReason> REASON =
            (row, number, context) -> DeliveryReason.of(row.getString(number)).orElse(null);

    /** Found by name, so many are counted at the most. */
    public static final int MAX_COUNTED = 10_000;

    /** Up to so many are walked over sooner than everybody whose name begins alike. */
    private static final int FEW = 50_000;

    /** Pages are smaller, stretches of an export are not. */
    private static final int STRETCH = 1_000;

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
     * @param search a whole user id, how a username begins after an @, or how any name in the row begins; null or
     *     blank: everybody
     */
    public record Filter(long campaign, Session session, State state, String search) {
        public Filter {
            search = SearchText.of(search);
        }

        boolean byId() {
            return SearchText.isUserId(search);
        }

        boolean isEverybody() {
            return bareName().isEmpty();
        }

        private boolean byUsername() {
            return search.startsWith("@");
        }

        String bareName() {
            return search.replaceFirst("^@", "");
        }

        /** As a condition on the delivery {@code d}. */
        String inState() {
            return state == null ? "" : "and d.state = '" + state.name() + "'";
        }

        private Prefix username() {
            return Prefix.of(bareName());
        }
    }

    /** In the order of user ids; found by username, in the order of usernames. */
    public List<Recipient> page(Filter filter, long offset, int size) {
        return page(filter, null, offset, size);
    }

    /** What follows {@code last}, or the beginning after null: at the same cost wherever it is. */
    List<Recipient> after(Filter filter, Recipient last, int size) {
        return page(filter, last, 0, size);
    }

    /** How many there are; of those found by name at most {@link #MAX_COUNTED}. */
    public long count(Filter filter) {
        if (filter.isEverybody()) {
            return in(filter);
        }
        if (filter.byId()) {
            return page(filter, 0, 1).size();
        }
        if (!filter.byUsername()) {
            return storage.read(handle -> named(handle, "count-" + byName(filter), filter, MAX_COUNTED)
                    .bind("after", 0)
                    .mapTo(Long.class)
                    .one());
        }
        return storage.read(handle -> query(handle, "count-named", filter, MAX_COUNTED)
                .bind("from", filter.username().from())
                .mapTo(Long.class)
                .one());
    }

    /** How many stand in the list as sent without being the campaign's work: they were reached by other means. */
    public long elsewhere(long campaign) {
        return counts.elsewhere(campaign);
    }

    /** Rows of the ledger: also of those who were reached by other means. */
    private long in(Filter filter) {
        var tally = counts.tally(filter.campaign);
        if (filter.state == null) {
            return tally.attempted() + counts.elsewhere(filter.campaign);
        }
        return switch (filter.state) {
            case CLAIMED -> tally.claimed();
            case SENT -> tally.sent() + counts.elsewhere(filter.campaign);
            case FAILED -> tally.failed();
            case UNCERTAIN -> tally.uncertain();
        };
    }

    private List<Recipient> page(Filter filter, Recipient last, long offset, int size) {
        if (filter.byId() && (last != null || offset > 0)) {
            return List.of();
        }
        if (!filter.isEverybody() && !filter.byId() && !filter.byUsername()) {
            // a whole export is one walk over the ledger, whatever it is filtered by
            var way = last == null && size < STRETCH ? byName(filter) : "recipients-matching";
            return storage.read(handle -> named(handle, way, filter, size)
                    .bind("after", last == null ? 0 : last.userId())
                    .bind("offset", offset)
                    .registerColumnMapper(DeliveryReason.class, REASON)
                    .map(ConstructorMapper.of(Recipient.class))
                    .list());
        }
        var statement = filter.isEverybody() ? "recipients" : filter.byId() ? "recipient" : "recipients-named";
        return storage.read(handle -> query(handle, statement, filter, size)
                .bind(
                        "from",
                        last == null
                                ? filter.username().from()
                                : Prefix.of(last.username()).from())
                .bind("after", last == null ? 0 : last.userId())
                .bind("offset", offset)
                .registerColumnMapper(DeliveryReason.class, REASON)
                .map(ConstructorMapper.of(Recipient.class))
                .list());
    }

    /** Where few are in the ledger it is walked over; else people are looked up by the indexes on their names. */
    private String byName(Filter filter) {
        return in(filter) < FEW ? "recipients-matching" : "recipients-found";
    }

    private Query named(Handle handle, String statement, Filter filter, int size) {
        return searched(handle.createQuery(sql.get(statement)), new NameSearch(filter.bareName()))
                .define("inState", filter.inState())
                .bind("campaign", filter.campaign)
                .bind("session", filter.session.id())
                .bind("most", FEW)
                .bind("size", size);
    }

    /** Fills in {@code <matches>} and the condition of each kind of name, and binds what they hold. */
    static Query searched(Query query, NameSearch search) {
        query.define("matches", search.condition());
        NameSearch.NAMES.forEach(name -> query.define(name, search.first(name)));
        return query.bindMap(search.bound());
    }

    private Query query(Handle handle, String statement, Filter filter, int size) {
        boolean few = filter.state != null && in(filter) < FEW;
        return handle.createQuery(sql.get(statement))
                .define("inState", filter.state == null ? "" : "and state = '" + filter.state.name() + "'")
                .define("tables", few ? "delivery d cross join contact c" : "contact c cross join delivery d")
                .bind("campaign", filter.campaign)
                .bind("session", filter.session.id())
                .bind("user", filter.byId() ? Long.parseLong(filter.search()) : 0)
                .bind("to", filter.username().to())
                .bind("size", size);
    }
}
