package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.TimeSource;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** People in storage. Their use cases are in {@link PeopleService} and {@link SignInService}. */
@ApplicationScoped
public class People {
    private final Statements sql = Statements.of("access");
    private final Storage storage;
    private final TimeSource time;

    /** Null: not looked yet. From false to true, and never back: the last owner cannot go. */
    private volatile Boolean thereAreSome;

    @Inject
    public People(Storage storage, TimeSource time) {
        this.storage = storage;
        this.time = time;
    }

    /** A person, and what is stored of their password. */
    record Stored(Person person, String password) {}

    /** Whether anybody can sign in; from then on everybody has to. */
    public boolean areThereAny() {
        var known = thereAreSome;
        if (known == null) {
            known = lookForAny();
            thereAreSome = known;
        }
        return known;
    }

    private boolean lookForAny() {
        return storage.read(handle -> handle.createQuery(sql.get("has-people"))
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Looks again: somebody may have chosen the first password. */
    void passwordChosen() {
        thereAreSome = lookForAny();
    }

    /** @param account null: of any */
    Optional<Person> find(long id, Long account) {
        return stored(id, account).map(Stored::person);
    }

    /** @param account null: of any */
    Optional<Stored> stored(long id, Long account) {
        return storage.read(handle -> handle.createQuery(sql.get("person"))
                .bind("id", id)
                .bind("account", account)
                .map(People::storedPerson)
                .findOne());
    }

    Optional<Stored> byEmail(String email) {
        return storage.read(handle -> handle.createQuery(sql.get("person-by-email"))
                .bind("email", email)
                .map(People::storedPerson)
                .findOne());
    }

    List<Person> of(long account) {
        return storage.read(handle -> handle.createQuery(sql.get("people"))
                .bind("account", account)
                .map(People::person)
                .list());
    }

    /** @return empty: somebody has that address */
    Optional<Person> add(long account, String email, String name, Role role, String password) {
        return storage.write(handle -> {
            long id = Storage.nextId(handle, "person");
            int added = handle.createUpdate(sql.get("add-person"))
                    .bind("id", id)
                    .bind("account", account)
                    .bind("email", email)
                    .bind("name", name)
                    .bind("role", role.name())
                    .bind("password", password)
                    .bind("at", now())
                    .execute();
            return added == 0 ? Optional.empty() : find(id, account);
        });
    }

    void change(Person to) {
        storage.write(handle -> handle.createUpdate(sql.get("change-person"))
                .bind("id", to.id())
                .bind("account", to.accountId())
                .bind("name", to.name())
                .bind("role", to.role().name())
                .bind("disabledAt", to.disabledAt())
                .execute());
    }

    void setPassword(long id, String hash) {
        storage.write(handle -> handle.createUpdate(sql.get("change-password"))
                .bind("id", id)
                .bind("password", hash)
                .execute());
    }

    void delete(Person person) {
        storage.write(handle -> handle.createUpdate(sql.get("delete-person"))
                .bind("id", person.id())
                .bind("account", person.accountId())
                .execute());
    }

    /** Locks them until the transaction ends, so that the count holds until then. */
    long countOwners(long account) {
        return storage.write(handle -> {
            handle.createUpdate(sql.get("lock-owners")).bind("account", account).execute();
            return handle.createQuery(sql.get("count-owners"))
                    .bind("account", account)
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** @param hash of the secret in the link */
    void invite(long person, String hash, Instant expiresAt) {
        storage.write(handle -> handle.createUpdate(sql.get("invite"))
                .bind("person", person)
                .bind("hash", hash)
                .bind("expiresAt", expiresAt)
                .execute());
    }

    Optional<Person> invited(String hash) {
        return storage.read(handle -> handle.createQuery(sql.get("invited"))
                .bind("hash", hash)
                .bind("now", now())
                .map(People::person)
                .findOne());
    }

    void forgetInvitation(long person) {
        storage.write(handle -> handle.createUpdate(sql.get("forget-invitation"))
                .bind("person", person)
                .execute());
    }

    /** Of several who change who is in an account at once, one is first: the others wait until its transaction ends. */
    void lock(long account) {
        storage.write(handle -> handle.createUpdate(sql.get("lock-account"))
                .bind("account", account)
                .execute());
    }

    /** What changes are stamped with. */
    Instant now() {
        return time.now();
    }

    static Stored storedPerson(ResultSet row, StatementContext context) throws SQLException {
        return new Stored(person(row, context), row.getString("password"));
    }

    static Person person(ResultSet row, StatementContext context) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password") != null,
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "last_signed_in_at"),
                instant(row, "disabled_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
