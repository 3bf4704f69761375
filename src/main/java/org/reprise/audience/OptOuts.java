package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Who asked not to be written to. When a write returns it is on disk, and holds for every campaign of the account. */
@Dependent
public class OptOuts {
    private static final Statements SQL = Statements.of("audience");

    /** Keeps the statements few and their text short; both databases take far more. */
    private static final int IDS_A_STATEMENT = 500;

    private final Storage storage;
    private final Consumer<Object> tell;

    @Inject
    OptOuts(Storage storage, Event<Object> events) {
        this(storage, events::fire);
    }

    /** @param tell takes the events of this room */
    public OptOuts(Storage storage, Consumer<Object> tell) {
        this.storage = storage;
        this.tell = tell;
    }

    /** Those of {@code userIds} who opted out. */
    public Set<Long> among(long accountId, Collection<Long> userIds) {
        return storage.read(handle -> {
            var optedOut = new HashSet<Long>();
            var ids = new ArrayList<>(userIds);
            for (int from = 0; from < ids.size(); from += IDS_A_STATEMENT) {
                var some = ids.subList(from, Math.min(ids.size(), from + IDS_A_STATEMENT));
                optedOut.addAll(among(handle, accountId, some));
            }
            return optedOut;
        });
    }

    public boolean contains(long accountId, long userId) {
        return !among(accountId, List.of(userId)).isEmpty();
    }

    /**
     * Repeating it keeps the first time and source.
     *
     * @param source how the wish came, such as {@code STOP} or {@code blocked}; longer than 200 characters it is cut,
     *     since a wish must not be lost for its wording
     * @return whether they had not opted out before
     */
    public boolean add(long accountId, long userId, String source) {
        int added = storage.write(handle -> handle.createUpdate(SQL.get("optOut"))
                .bind("account", accountId)
                .bind("user", userId)
                .bind("at", Instant.now())
                .bind("source", Text.storable(source, 200))
                .execute());
        tell.accept(new OptedOut(accountId, userId));
        return added > 0;
    }

    /** @return whether they had opted out before */
    public boolean remove(long accountId, long userId) {
        int removed = storage.write(handle -> handle.createUpdate(SQL.get("removeOptOut"))
                .bind("account", accountId)
                .bind("user", userId)
                .execute());
        return removed > 0;
    }

    private static List<Long> among(Handle handle, long accountId, List<Long> userIds) {
        return handle.createQuery(SQL.get("optedOutAmong"))
                .bind("account", accountId)
                .bindMethodsList("users", userIds, List.of("longValue"))
                .mapTo(Long.class)
                .list();
    }
}
