package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Accounts in storage. */
@ApplicationScoped
public class Accounts {
    private final Statements sql = Statements.of("access");
    private final Storage storage;

    @Inject
    public Accounts(Storage storage) {
        this.storage = storage;
    }

    List<Account> all() {
        return storage.read(handle ->
                handle.createQuery(sql.get("accounts")).map(Accounts::account).list());
    }

    public Optional<Account> find(long id) {
        return storage.read(handle -> handle.createQuery(sql.get("account"))
                .bind("account", id)
                .map(Accounts::account)
                .findOne());
    }

    /** The next one. */
    Account add(String name, Instant at) {
        return storage.write(handle -> {
            long id;
            do {
                // numbers that somebody named before there were people are stepped over
                id = Storage.nextId(handle, "account");
            } while (insert(handle, id, name, at) == 0);
            return new Account(id, name, null, null, at);
        });
    }

    private int insert(Handle handle, long id, String name, Instant at) {
        return handle.createUpdate(sql.get("add-account"))
                .bind("account", id)
                .bind("name", name)
                .bind("at", at)
                .execute();
    }

    /** One that somebody named while nobody signs in; the name can be changed later. */
    public void addUnlessThere(long id, Instant at) {
        storage.write(handle -> insert(handle, id, "Account " + id, at));
    }

    void change(Account to) {
        storage.write(handle -> handle.createUpdate(sql.get("change-account"))
                .bind("account", to.id())
                .bind("name", to.name())
                .bind("zone", to.zone() == null ? null : to.zone().getId())
                .bind("messages", to.cap() == null ? null : to.cap().messages())
                .bind("days", to.cap() == null ? null : to.cap().days())
                .execute());
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        var zone = row.getString("zone");
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                zone == null ? null : ZoneId.of(zone),
                cap(row).orElse(null),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** Of a row that has an account's. */
    public static Optional<FrequencyCap> cap(ResultSet row) throws SQLException {
        int messages = row.getInt("cap_messages");
        return row.wasNull() ? Optional.empty() : Optional.of(new FrequencyCap(messages, row.getInt("cap_days")));
    }
}
