package org.reprise.delivery.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** People whom a search finds and a list of recipients does not show. */
@ApplicationScoped
public class NotListed {
    /** So many names that begin as the search does are looked at, for each kind of name. */
    private static final int MAX_NAMES = 10_000;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    public NotListed(Storage storage) {
        this.storage = storage;
    }

    /**
     * Who matches the list's search and is no row of it: contacts of the session, by user id. A search for a user id
     * finds that user, whether or not they are a contact or stand in the list.
     *
     * @param size at most
     */
    public List<Long> found(Recipients.Filter filter, int size) {
        return found(filter, filter.inState(), size);
    }

    /** The same beside a list of those who were not written to yet: also who has an outcome, and rows of that list. */
    public List<Long> foundBesideOpen(Recipients.Filter filter, int size) {
        return found(filter, "and 1 = 0", size);
    }

    private List<Long> found(Recipients.Filter filter, String listed, int size) {
        if (filter.isEverybody()) {
            return List.of();
        }
        return filter.byId() ? List.of(Long.valueOf(filter.search())) : named(filter, listed, size);
    }

    private List<Long> named(Recipients.Filter filter, String listed, int size) {
        var search = new NameSearch(filter.bareName());
        return storage.read(handle -> Recipients.searched(handle.createQuery(sql.get("not-listed")), search)
                .define("inState", listed)
                .bind("campaign", filter.campaign())
                .bind("session", filter.session().id())
                .bind("most", MAX_NAMES)
                .bind("size", size)
                .mapTo(Long.class)
                .list());
    }
}
