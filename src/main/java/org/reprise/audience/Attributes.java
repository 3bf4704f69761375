package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** The attributes that accounts declared, in storage. */
@Dependent
public class Attributes {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Attributes(Storage storage) {
        this.storage = storage;
    }

    /** By name. */
    public List<Attribute> of(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("attributes"))
                .bind("account", account)
                .map(Attributes::attribute)
                .list());
    }

    public Optional<Attribute> find(long id, long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("attribute"))
                .bind("account", account)
                .bind("id", id)
                .map(Attributes::attribute)
                .findOne());
    }

    /** @return empty: the account has one of that name */
    public Optional<Attribute> add(long account, String name, AttributeType type, Instant at) {
        return storage.write(handle -> {
            var attribute = new Attribute(Storage.nextId(handle, "attribute"), account, name, type);
            int added = handle.createUpdate(SQL.get("add-attribute"))
                    .bind("id", attribute.id())
                    .bind("account", account)
                    .bind("name", name)
                    .bind("type", type.name())
                    .bind("at", at)
                    .execute();
            return added > 0 ? Optional.of(attribute) : Optional.empty();
        });
    }

    /** How many contacts of its account have a value of it. Reads each of them. */
    public long people(Attribute attribute) {
        return storage.read(handle -> handle.createQuery(SQL.get("people-with-attribute"))
                .bind("account", attribute.accountId())
                .bind("name", attribute.name())
                .mapTo(Long.class)
                .one());
    }

    /**
     * Erases its values with it, in one transaction, which takes a moment where millions have one.
     *
     * @return how many contacts had one
     */
    public long delete(Attribute attribute) {
        return storage.writeHoweverLong(handle -> {
            handle.createUpdate(SQL.get("delete-attribute"))
                    .bind("account", attribute.accountId())
                    .bind("id", attribute.id())
                    .execute();
            return (long) handle.createUpdate(SQL.get("erase-values"))
                    .bind("account", attribute.accountId())
                    .bind("name", attribute.name())
                    .bind("nothing", "{\"" + attribute.name() + "\":null}")
                    .execute();
        });
    }

    private static Attribute attribute(ResultSet row, StatementContext context) throws SQLException {
        return new Attribute(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("name"),
                AttributeType.valueOf(row.getString("type")));
    }
}
