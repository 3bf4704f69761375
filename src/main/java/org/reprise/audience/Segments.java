package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleJson;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Segments in storage. */
@Dependent
public class Segments {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Segments(Storage storage) {
        this.storage = storage;
    }

    /** By name. */
    public List<Segment> of(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("segments"))
                .bind("account", account)
                .map(Segments::segment)
                .list());
    }

    public Optional<Segment> find(long id, long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("segment"))
                .bind("account", account)
                .bind("id", id)
                .map(Segments::segment)
                .findOne());
    }

    /** The account's segment of that name, as a rule that holds a copy of it. */
    public Optional<InSegment> copy(String name, long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("segment-named"))
                .bind("account", account)
                .bind("name", name)
                .map(Segments::segment)
                .findOne()
                .map(Segment::copy));
    }

    /** @return empty: the account has one of that name */
    public Optional<Segment> add(long account, String name, Rule rule, Instant at) {
        return storage.write(handle -> {
            var segment = new Segment(Storage.nextId(handle, "segment"), account, name, rule, 1, at, at);
            return bind(handle.createUpdate(SQL.get("add-segment")), segment).execute() > 0
                    ? Optional.of(segment)
                    : Optional.empty();
        });
    }

    /** @return false: it is not there as it was, or another one of the account has that name */
    public boolean change(Segment before, Segment after) {
        return storage.write(handle -> bind(handle.createUpdate(SQL.get("change-segment")), after)
                        .bind("before", before.version())
                        .execute()
                > 0);
    }

    public void delete(Segment segment) {
        storage.write(handle -> handle.createUpdate(SQL.get("delete-segment"))
                .bind("account", segment.accountId())
                .bind("id", segment.id())
                .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Segment segment) {
        return statement
                .bind("id", segment.id())
                .bind("account", segment.accountId())
                .bind("name", segment.name())
                .bind("rule", RuleJson.of(segment.rule()).toString())
                .bind("version", segment.version())
                .bind("at", segment.updatedAt());
    }

    private static Segment segment(ResultSet row, StatementContext context) throws SQLException {
        return new Segment(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("name"),
                RuleJson.restored(row.getString("rule")),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
