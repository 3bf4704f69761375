package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Categories in storage, and who is in them. */
@Dependent
public class Categories {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Categories(Storage storage) {
        this.storage = storage;
    }

    /** By name. */
    public List<Category> of(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("categories"))
                .bind("account", account)
                .map(Categories::category)
                .list());
    }

    public Optional<Category> find(long id, long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("category"))
                .bind("account", account)
                .bind("id", id)
                .map(Categories::category)
                .findOne());
    }

    /** @return empty: the account has one of that name */
    public Optional<Category> add(long account, CategoryRules rules, Instant at) {
        return storage.write(handle -> {
            long id = Storage.nextId(handle, "category");
            int added = bind(handle.createUpdate(SQL.get("add-category")), account, id, rules, at)
                    .execute();
            return added > 0 ? Optional.of(new Category(id, account, rules, at, at)) : Optional.empty();
        });
    }

    /** @return false: it is not there, or another one of the account has that name */
    public boolean change(Category category, CategoryRules rules, Instant at) {
        return storage.write(handle ->
                bind(handle.createUpdate(SQL.get("change-category")), category.accountId(), category.id(), rules, at)
                                .execute()
                        > 0);
    }

    /** Nobody is in it any more. */
    public void delete(Category category) {
        storage.write(handle -> {
            handle.createUpdate(SQL.get("empty-category"))
                    .bind("category", category.id())
                    .execute();
            return handle.createUpdate(SQL.get("delete-category"))
                    .bind("account", category.accountId())
                    .bind("id", category.id())
                    .execute();
        });
    }

    /** How many contacts of the account are in each, by its id. */
    public Map<Long, Long> people(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("people-in-categories"))
                .bind("account", account)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getLong("people")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** That somebody belongs to a category. */
    record Membership(long user, long category) {}

    /**
     * In one transaction.
     *
     * @param account of the session
     * @return those who are in one since now; whoever is no contact of the session is put nowhere
     */
    Set<Long> put(long session, long account, Collection<Membership> memberships, Instant at) {
        // one order for all writers: two that touch the same rows wait for each other, but never in a circle
        var ordered = memberships.stream()
                .sorted(Comparator.comparingLong(Membership::user).thenComparingLong(Membership::category))
                .toList();
        if (ordered.isEmpty()) {
            return Set.of();
        }
        return storage.write(handle -> {
            try (var batch = handle.prepareBatch(SQL.get("put-into-category"))) {
                ordered.forEach(each -> batch.bind("session", session)
                        .bind("account", account)
                        .bind("user", each.user())
                        .bind("category", each.category())
                        .bind("at", at)
                        .add());
                var added = batch.execute();
                return IntStream.range(0, added.length)
                        .filter(i -> added[i] > 0)
                        .mapToObj(i -> ordered.get(i).user())
                        .collect(Collectors.toSet());
            }
        });
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, long account, long id, CategoryRules rules, Instant at) {
        return statement
                .bind("account", account)
                .bind("id", id)
                .bind("name", rules.name())
                .bind("description", rules.description())
                .bind("keywords", StoredTexts.of(rules.keywords()))
                .bind("examples", StoredTexts.of(rules.examples()))
                .bind("regex", rules.regex())
                .bind("at", at);
    }

    private static Category category(ResultSet row, StatementContext context) throws SQLException {
        return new Category(
                row.getLong("id"),
                row.getLong("account_id"),
                new CategoryRules(
                        row.getString("name"),
                        row.getString("description"),
                        StoredTexts.read(row.getString("keywords")),
                        row.getString("regex"),
                        StoredTexts.read(row.getString("examples"))),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
