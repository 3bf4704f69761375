package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.SqlStatement;
import org.reprise.SearchText;
import org.reprise.access.CurrentCaller;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** The campaigns as an operator looks through them, a page at a time. */
@ApplicationScoped
public class CampaignList {
    private final Statements sql = Statements.of("campaign");
    private final Storage storage;
    private final CurrentCaller caller;

    @Inject
    public CampaignList(Storage storage, CurrentCaller caller) {
        this.storage = storage;
        this.caller = caller;
    }

    /**
     * Which campaigns.
     *
     * @param search the beginning of an id, or anything in name or text, as {@link SearchText} reads it; null or blank:
     *     all
     * @param status null: in any
     * @param sessionId null: of all
     * @param archived whether those that are out of sight count as well
     * @param undecided only those with uncertain recipients, about whom somebody has to decide
     */
    public record Filter(String search, CampaignStatus status, Long sessionId, boolean archived, boolean undecided) {
        public static final Filter ALL = new Filter(null, null, null, false);

        public Filter {
            var text = SearchText.of(search);
            search = text.isEmpty() ? null : text;
        }

        /** Whether or not there is something to decide. */
        public Filter(String search, CampaignStatus status, Long sessionId, boolean archived) {
            this(search, status, sessionId, archived, false);
        }
    }

    /** In which order; equals stand newest first. */
    public enum Order {
        CREATED("c.created_at"),
        ID("c.id"),
        SESSION("lower(s.name)"),
        STATUS("c.status"),
        SENT("c.sent_count"),
        STARTED("c.started_at");

        private final String column;

        Order(String column) {
            this.column = column;
        }

        /** As pages and addresses name it: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param offset of the first, from 0 */
    public List<Campaign> page(Filter filter, Order order, boolean descending, int offset, int size) {
        return storage.read(handle -> bind(handle.createQuery(sql.get("list")), filter)
                .define("campaign", sql.get("campaign"))
                .define("order", order.column + (descending ? " desc" : " asc"))
                .bind("offset", offset)
                .bind("size", size)
                .map(Campaigns::campaign)
                .list());
    }

    public int count(Filter filter) {
        return storage.read(handle -> bind(handle.createQuery(sql.get("count-list")), filter)
                .mapTo(Integer.class)
                .one());
    }

    private <S extends SqlStatement<S>> S bind(S statement, Filter filter) {
        var text = filter.search == null ? null : filter.search.replaceAll("[!%_]", "!$0");
        return statement
                .bind("scope", caller.scope())
                .bind("archived", filter.archived)
                .bind("undecided", filter.undecided)
                .bind("status", filter.status == null ? null : filter.status.toString())
                .bind("session", filter.sessionId)
                .bind("id", text == null || !text.matches("\\d+") ? null : text + "%")
                .bind("text", text == null ? null : "%" + text + "%");
    }
}
