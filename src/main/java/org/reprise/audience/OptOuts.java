package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.reprise.TimeSource;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * Who is not written to: since they asked for it, or since they cannot be reached. When a write returns it is on disk,
 * and holds for every campaign of the account.
 */
@Dependent
public class OptOuts {
    private static final Statements SQL = Statements.of("audience");

    /** The source of what an operator noted. */
    static final String BY_OPERATOR = "operator";

    /** Keeps the statements few and their text short; both databases take far more. */
    private static final int IDS_A_STATEMENT = 500;

    private final Storage storage;
    private final Consumer<Object> tell;
    private final TimeSource time;

    @Inject
    OptOuts(Storage storage, Event<Object> events, TimeSource time) {
        this(storage, events::fire, time);
    }

    /** @param tell takes the events of this room */
    public OptOuts(Storage storage, Consumer<Object> tell, TimeSource time) {
        this.storage = storage;
        this.tell = tell;
        this.time = time;
    }

    /** Why those of {@code userIds} who are left out are, and since when. */
    public Map<Long, OptOut> of(long accountId, Collection<Long> userIds) {
        return storage.read(handle -> {
            var optOuts = new HashMap<Long, OptOut>();
            var ids = new ArrayList<>(userIds);
            for (int from = 0; from < ids.size(); from += IDS_A_STATEMENT) {
                optOuts.putAll(of(handle, accountId, ids.subList(from, Math.min(ids.size(), from + IDS_A_STATEMENT))));
            }
            return optOuts;
        });
    }

    /**
     * All that is stored of somebody who is left out.
     *
     * @param source how the wish came, such as {@code STOP}
     */
    public record Stored(Cause cause, Instant at, String source) {}

    public Optional<Stored> stored(long accountId, long userId) {
        return storage.read(handle -> handle.createQuery(SQL.get("stored-opt-out"))
                .bind("account", accountId)
                .bind("user", userId)
                .map((row, context) -> new Stored(
                        Cause.valueOf(row.getString("cause")),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("source")))
                .findOne());
    }

    /** Why those of {@code userIds} who are left out are. */
    public Map<Long, Cause> causes(long accountId, List<Long> userIds) {
        return of(accountId, userIds).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().cause()));
    }

    /**
     * Repeating it keeps the first time and source; only what an operator noted, who may take that back, gives way to
     * what is said by others.
     *
     * @param source how the wish came, such as {@code STOP}; longer than 200 characters it is cut, since a wish must
     *     not be lost for its wording
     * @return whether they had not asked for it before
     */
    public boolean add(long accountId, long userId, String source) {
        return add(accountId, userId, source, () -> {});
    }

    /** @param alongside is done in the same transaction, if they had not asked for it before */
    boolean add(long accountId, long userId, String source, Runnable alongside) {
        return add(accountId, userId, Cause.ASKED, source, alongside);
    }

    /**
     * The wishes of several in the transaction of {@code handle}. {@link #tell} has to follow its commit.
     *
     * @param userIds in order, so that two writers of the same people wait for each other, but never in a circle
     * @return how many of them had not asked for it before
     */
    static int add(Handle handle, long accountId, SortedSet<Long> userIds, String source, Instant at) {
        if (userIds.isEmpty()) {
            return 0;
        }
        try (var batch = handle.prepareBatch(SQL.get("optOut"))) {
            userIds.forEach(user -> batch.bind("account", accountId)
                    .bind("user", user)
                    .bind("at", at)
                    .bind("source", source)
                    .bind("cause", Cause.ASKED.name())
                    .add());
            return IntStream.of(batch.execute()).sum();
        }
    }

    /** Tells of opt-outs that are on disk. */
    void tell(long accountId, Collection<Long> userIds) {
        userIds.forEach(user -> tell.accept(new OptedOut(accountId, user)));
    }

    /**
     * They cannot be reached, and did not ask for that. A wish that stands is not touched.
     *
     * @param cause any but {@link Cause#ASKED}
     * @return whether that is news
     */
    public boolean leaveOut(long accountId, long userId, Cause cause) {
        return add(accountId, userId, cause, cause.name().toLowerCase(Locale.ROOT), () -> {});
    }

    private boolean add(long accountId, long userId, Cause cause, String source, Runnable alongside) {
        int added = storage.write(handle -> {
            int rows = handle.createUpdate(SQL.get("optOut"))
                    .bind("account", accountId)
                    .bind("user", userId)
                    .bind("at", time.now())
                    .bind("source", Text.storable(source, 200))
                    .bind("cause", cause.name())
                    .execute();
            if (rows > 0) {
                alongside.run();
            }
            return rows;
        });
        tell.accept(new OptedOut(accountId, userId));
        return added > 0;
    }

    /**
     * They wrote: a block, or the end of their account, is over. A wish not to be written to stands.
     *
     * @return whether they had been left out
     */
    public boolean cameBack(long accountId, long userId) {
        // read first: nearly everybody who writes was never left out, and a read holds up no writer
        long leftOut = storage.read(handle -> handle.createQuery(SQL.get("hasNotAsked"))
                .bind("account", accountId)
                .bind("user", userId)
                .mapTo(Long.class)
                .one());
        return leftOut > 0
                && storage.write(handle -> handle.createUpdate(SQL.get("cameBack"))
                                .bind("account", accountId)
                                .bind("user", userId)
                                .execute())
                        > 0;
    }

    /**
     * Takes back what an operator noted, unless somebody else said it as well, or it was noted long ago.
     *
     * @param within so long ago it may be
     * @param alongside is done in the same transaction, if it was taken back
     * @return whether it was
     */
    boolean takeBack(long accountId, long userId, Duration within, Runnable alongside) {
        return storage.write(handle -> {
            boolean isBack = handle.createUpdate(SQL.get("takeBackOptOut"))
                            .bind("account", accountId)
                            .bind("user", userId)
                            .bind("source", BY_OPERATOR)
                            .bind("since", time.now().minus(within))
                            .execute()
                    > 0;
            if (isBack) {
                alongside.run();
            }
            return isBack;
        });
    }

    /** @return whether they had opted out before */
    public boolean remove(long accountId, long userId) {
        int removed = storage.write(handle -> handle.createUpdate(SQL.get("removeOptOut"))
                .bind("account", accountId)
                .bind("user", userId)
                .execute());
        return removed > 0;
    }

    private static Map<Long, OptOut> of(Handle handle, long accountId, List<Long> userIds) {
        return handle.createQuery(SQL.get("optOutsAmong"))
                .bind("account", accountId)
                .bindMethodsList("users", userIds, List.of("longValue"))
                .map((row, context) -> Map.entry(row.getLong("user_id"), optOut(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static OptOut optOut(ResultSet row) throws SQLException {
        return new OptOut(Cause.valueOf(row.getString("cause")), Instant.ofEpochMilli(row.getLong("at")));
    }
}
