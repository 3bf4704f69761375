package org.reprise.telegram.botapi;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Which updates of a bot were taken in: Telegram brings one again when it did not see that it was. */
@Dependent
class TakenUpdates {
    private static final Statements SQL = Statements.of("telegram");

    /** Far more than Telegram has under way at any time. */
    private static final int REMEMBERED = 1_000;

    private final Storage storage;

    @Inject
    TakenUpdates(Storage storage) {
        this.storage = storage;
    }

    /** Those of {@code ids} that were taken in before; {@code ids} has up to some hundred. */
    Set<Long> among(Session session, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return storage.read(handle -> new HashSet<>(handle.createQuery(SQL.get("taken-among"))
                .bind("session", session.id())
                .bindMethodsList("ids", ids, List.of("longValue"))
                .mapTo(Long.class)
                .list()));
    }

    void note(Session session, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        storage.write(handle -> {
            try (var batch = handle.prepareBatch(SQL.get("note-taken"))) {
                ids.forEach(
                        id -> batch.bind("session", session.id()).bind("id", id).add());
                batch.execute();
            }
            long newest = ids.stream().mapToLong(Long::longValue).max().orElseThrow();
            return handle.createUpdate(SQL.get("forget-taken"))
                    .bind("session", session.id())
                    .bind("from", newest - REMEMBERED)
                    .bind("to", newest + REMEMBERED)
                    .execute();
        });
    }
}
