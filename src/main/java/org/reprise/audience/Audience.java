package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.reprise.audience.Targeting.Bound;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Reads the people of a session, in the order of their user ids. */
@Dependent
public class Audience {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Audience(Storage storage) {
        this.storage = storage;
    }

    /**
     * The contacts after {@code afterUserId}, whether or not any targeting selects them; a page shorter than
     * {@code size} is the last.
     *
     * @param afterUserId the last id of the page before, or 0
     * @param size at least 1
     */
    public List<Contact> page(Session session, long afterUserId, int size) {
        return storage.read(handle -> handle.createQuery(SQL.get("page"))
                .bind("session", session.id())
                .bind("after", afterUserId)
                .bind("size", size)
                .map(new ContactRow())
                .list());
    }

    /**
     * How many contacts {@link Targeting#accepts} would let pass and who did not opt out of the session's account, as
     * of now. Reads every contact of the session: for a campaign's start, not for each look at it.
     */
    public long count(Session session, Targeting targeting) {
        return storage.read(handle -> handle.createQuery(SQL.get("countSelected"))
                .bind("session", session.id())
                .bind("account", session.accountId())
                .bindByType("chatStartAfter", time(targeting.chatStart(), Bound.Side.AFTER), Instant.class)
                .bindByType("chatStartBefore", time(targeting.chatStart(), Bound.Side.BEFORE), Instant.class)
                .bindByType("newestChatAfter", time(targeting.newestChat(), Bound.Side.AFTER), Instant.class)
                .bindByType("newestChatBefore", time(targeting.newestChat(), Bound.Side.BEFORE), Instant.class)
                .mapTo(Long.class)
                .one());
    }

    private static Instant time(Bound bound, Bound.Side side) {
        return bound != null && bound.side() == side ? bound.time() : null;
    }
}
