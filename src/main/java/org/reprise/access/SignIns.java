package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Sign-ins in storage, and the browsers that were signed in with. One that is too old is none. */
@ApplicationScoped
public class SignIns {
    /** Without a request for so long it is over; open pages ask for nothing by themselves while nothing changes. */
    static final Duration IDLE = Duration.ofHours(2);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final Duration BROWSER_KNOWN = Duration.ofDays(90);

    private final Statements sql = Statements.of("access");
    private final Storage storage;
    private final TimeSource time;
    private final Duration longest;

    @Inject
    public SignIns(Storage storage, TimeSource time, Settings settings) {
        this.storage = storage;
        this.time = time;
        this.longest = settings.web().access().signIn();
    }

    /** A person as they are signed in. */
    record SignedIn(long id, Person person, Instant lastUsedAt) {}

    long add(long person, String secret, Caller.Origin origin, String agent) {
        return storage.write(handle -> {
            long id = Storage.nextId(handle, "sign_in");
            handle.createUpdate(sql.get("add-sign-in"))
                    .bind("id", id)
                    .bind("person", person)
                    .bind("hash", Secret.hash(secret))
                    .bind("at", time.now())
                    .bind("address", origin.address())
                    .bind("agent", agent)
                    .execute();
            handle.createUpdate(sql.get("note-sign-in"))
                    .bind("id", person)
                    .bind("at", time.now())
                    .execute();
            return id;
        });
    }

    Optional<SignedIn> find(String secret) {
        return storage.read(handle -> live(handle.createQuery(sql.get("signed-in")))
                .bind("hash", Secret.hash(secret))
                .map((row, context) -> new SignedIn(
                        row.getLong("sign_in"),
                        People.person(row, context),
                        Instant.ofEpochMilli(row.getLong("last_used_at"))))
                .findOne());
    }

    List<SignIn> of(long person) {
        return storage.read(handle -> live(handle.createQuery(sql.get("sign-ins")))
                .bind("person", person)
                .map((row, context) -> new SignIn(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_used_at")),
                        row.getString("address"),
                        row.getString("agent")))
                .list());
    }

    /** Of everybody in an account. */
    public List<Long> live(long account) {
        return storage.read(handle -> live(handle.createQuery(sql.get("live-sign-ins")))
                .bind("account", account)
                .mapTo(Long.class)
                .list());
    }

    /** To the minute, so that not each request writes. */
    void noteUse(SignedIn signedIn) {
        var now = time.now();
        if (signedIn.lastUsedAt.isBefore(now.minus(NOTED_EVERY))) {
            storage.write(handle -> handle.createUpdate(sql.get("use-sign-in"))
                    .bind("id", signedIn.id)
                    .bind("at", now)
                    .execute());
        }
    }

    /** @return whether it was one of theirs */
    boolean end(long id, long person) {
        return storage.write(handle -> handle.createUpdate(sql.get("end-sign-in"))
                        .bind("id", id)
                        .bind("person", person)
                        .execute()
                > 0);
    }

    /** @param kept that one stays; 0: none does */
    void endAll(long person, long kept) {
        storage.write(handle -> handle.createUpdate(sql.get("end-sign-ins"))
                .bind("person", person)
                .bind("kept", kept)
                .execute());
    }

    void know(String browser, long person) {
        storage.write(handle -> handle.createUpdate(sql.get("know-browser"))
                .bind("hash", Secret.hash(browser))
                .bind("person", person)
                .bind("at", time.now())
                .execute());
    }

    boolean isKnown(String browser, long person) {
        return browser != null
                && storage.read(handle -> handle.createQuery(sql.get("known-browser"))
                        .bind("hash", Secret.hash(browser))
                        .bind("person", person)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    void forgetBrowsers(long person) {
        storage.write(handle -> handle.createUpdate(sql.get("forget-browsers"))
                .bind("person", person)
                .execute());
    }

    void forgetOld() {
        storage.write(
                handle -> live(handle.createUpdate(sql.get("end-old-sign-ins"))).execute());
        storage.write(handle -> handle.createUpdate(sql.get("forget-old-browsers"))
                .bind("before", time.now().minus(BROWSER_KNOWN))
                .execute());
    }

    private <S extends SqlStatement<S>> S live(S statement) {
        return statement
                .bind("createdAfter", time.now().minus(longest))
                .bind("usedAfter", time.now().minus(IDLE));
    }
}
