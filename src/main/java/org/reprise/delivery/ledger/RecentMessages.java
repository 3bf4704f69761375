package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.reprise.access.Account;
import org.reprise.access.Accounts;
import org.reprise.access.FrequencyCap;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * What an account's campaigns have sent within the days of its cap: all that may have arrived counts, and who is
 * claimed counts as well.
 */
@Dependent
public class RecentMessages {
    private static final Statements SQL = Statements.of("delivery");

    private final Storage storage;
    private final Accounts accounts;
    private final Clock clock;

    @Inject
    public RecentMessages(Storage storage, Accounts accounts, Clock clock) {
        this.storage = storage;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Those that count for the account's cap, as of now; empty: it has none. */
    public Optional<Counted> counted(long account) {
        return accounts.find(account)
                .map(Account::cap)
                .map(cap -> storage.read(handle -> counted(handle, account, cap, clock.instant())));
    }

    /**
     * The same for who claims: other claims of the account's wait until the transaction ends, so that two of them do
     * not take the same person's last place.
     */
    static Optional<Counted> locked(Handle handle, long account, Instant now) {
        return handle.createQuery(SQL.get("lock-cap"))
                .bind("account", account)
                .map((row, context) -> Accounts.cap(row))
                .findOne()
                .flatMap(cap -> cap)
                .map(cap -> counted(handle, account, cap, now));
    }

    private static Counted counted(Handle handle, long account, FrequencyCap cap, Instant now) {
        var since = now.minus(cap.window());
        return new Counted(
                cap,
                since,
                handle.createQuery(SQL.get("recent-campaigns"))
                        .bind("account", account)
                        .bind("since", since)
                        .mapTo(Long.class)
                        .list());
    }

    /** Defines {@code <capped>}: that the contact "c" had as many as the cap allows. */
    public static Query define(Query query, Optional<Counted> counted) {
        return counted.filter(it -> !it.campaigns.isEmpty())
                .map(it -> query.define(
                                "capped", "c.user_id in (" + SQL.get("capped").replace("<recent>", it.listed()) + ")")
                        .bind("since", it.since)
                        .bind("most", it.cap.messages()))
                .orElseGet(() -> query.define("capped", "1 = 0"));
    }

    /**
     * Which messages count.
     *
     * @param since what is older does not
     * @param campaigns those that may have sent something since
     */
    public record Counted(FrequencyCap cap, Instant since, List<Long> campaigns) {

        /**
         * Those of {@code users} who had as many as the cap allows, and from when on they may get the next one.
         *
         * @param campaign which wants to write to them; not whom it has in its ledger
         */
        Map<Long, Instant> held(Handle handle, long campaign, Collection<Long> users) {
            var held = new HashMap<Long, Instant>();
            if (campaigns.isEmpty() || users.isEmpty()) {
                return held;
            }
            handle.createQuery(SQL.get("held"))
                    .define("recent", listed())
                    .bind("campaign", campaign)
                    .bind("since", since)
                    .bind("before", cap.messages() - 1)
                    .bind("ids", new Ids(users))
                    .map((row, context) ->
                            Map.entry(row.getLong("user_id"), Instant.ofEpochMilli(row.getLong("oldest"))))
                    .forEach(each -> held.put(each.getKey(), each.getValue().plus(cap.window())));
            return held;
        }

        private String listed() {
            return campaigns.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }
}
