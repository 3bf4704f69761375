package org.reprise.delivery.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.reprise.audience.Audience;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.RecentMessages;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Whom a campaign is for and has not written to yet, as of now: the people that its next run looks at. */
@ApplicationScoped
public class OpenRecipients {
    /** So many are counted at the most: counting goes over all contacts. */
    public static final int MAX_COUNTED = 100_000;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final RecentMessages recent;

    @Inject
    public OpenRecipients(Storage storage, RecentMessages recent) {
        this.storage = storage;
        this.recent = recent;
    }

    /**
     * Which of them are meant.
     *
     * @param session whose contacts they are
     * @param search as of {@link Recipients.Filter}
     * @param held only those who had as many messages as the account's cap allows
     */
    public record Filter(long campaign, Session session, Targeting targeting, String search, boolean held) {
        /** Of all of them. */
        public Filter(long campaign, Session session, Targeting targeting, String search) {
            this(campaign, session, targeting, search, false);
        }
    }

    /** In the order of user ids, after {@code after}; state and time are null. */
    public List<Recipient> page(Filter filter, long after, long offset, int size) {
        return storage.read(handle -> query(handle, "open", filter)
                .bind("after", after)
                .bind("offset", offset)
                .bind("size", size)
                .registerColumnMapper(DeliveryReason.class, Recipients.REASON)
                .map(ConstructorMapper.of(Recipient.class))
                .list());
    }

    /** At most {@link #MAX_COUNTED}. */
    public long count(Filter filter) {
        return storage.read(handle -> query(handle, "count-open", filter)
                .bind("after", 0)
                .bind("size", MAX_COUNTED)
                .mapTo(Long.class)
                .one());
    }

    private Query query(Handle handle, String statement, Filter filter) {
        var searched = new Recipients.Filter(filter.campaign, filter.session, null, filter.search);
        var search = searched.isEverybody() || searched.byId() ? null : new NameSearch(searched.bareName());
        var condition = searched.byId() ? "c.user_id = :user" : search == null ? "1 = 1" : search.condition();
        var query = Audience.selected(
                        among(handle.createQuery(sql.get(statement)), filter), filter.session, filter.targeting)
                .define("matches", condition)
                .bind("campaign", filter.campaign)
                .bind("user", searched.byId() ? Long.parseLong(searched.search()) : 0);
        return search == null ? query : query.bindMap(search.bound());
    }

    private Query among(Query query, Filter filter) {
        return filter.held
                ? RecentMessages.define(query, recent.counted(filter.session.accountId()))
                : query.define("capped", "1 = 1");
    }
}
