package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.reprise.audience.Audience;
import org.reprise.audience.Targeting;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * Whom an operator released to be sent to again. The next run begins with them: where the campaign has a limit, their
 * release made room for as many, and that is theirs.
 */
@Dependent
class Releases {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    Releases(Storage storage) {
        this.storage = storage;
    }

    /** In the transaction that deletes their deliveries, before it does. */
    void note(Handle handle, long campaign, List<Long> users) {
        handle.createUpdate(sql.get("note-released"))
                .bind("campaign", campaign)
                .bind("ids", new Ids(users))
                .execute();
    }

    /** The same of one who is uncertain; of all who are, for null. */
    void noteUncertain(Handle handle, long campaign, Long user) {
        handle.createUpdate(sql.get("note-uncertain-released"))
                .bind("campaign", campaign)
                .bind("user", user)
                .execute();
    }

    /** Forgets those whom a run has reached since. */
    void forgetReached(Handle handle, long campaign) {
        handle.createUpdate(sql.get("forget-released"))
                .bind("campaign", campaign)
                .execute();
    }

    /** Those whom no run has claimed since and whom the targeting selects, in the order of their ids. */
    List<Long> waiting(long campaign, Session session, Targeting targeting) {
        return storage.read(handle -> Audience.selected(handle.createQuery(sql.get("released")), session, targeting)
                .bind("campaign", campaign)
                .mapTo(Long.class)
                .list());
    }
}
