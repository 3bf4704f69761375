package org.reprise.telegram;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** The Telegram sessions that Reprise holds. They are shared by all servers and never deleted here. */
@Dependent
public class Sessions {
    private static final Statements SQL = Statements.of("telegram");
    private final Storage storage;

    @Inject
    public Sessions(Storage storage) {
        this.storage = storage;
    }

    public Optional<Session> find(String name) {
        return storage.read(handle -> find(handle, name));
    }

    public Optional<Session> find(long id) {
        return storage.read(handle -> handle.createQuery(SQL.get("find-by-id"))
                .bind("id", id)
                .map(Sessions::session)
                .findOne());
    }

    /** Oldest first. */
    public List<Session> all() {
        return storage.read(handle ->
                handle.createQuery(SQL.get("all")).map(Sessions::session).list());
    }

    /**
     * The session of that name, made when there is none. Whoever asks at the same time, on any server, gets the same
     * one. A session that exists stays as it is, whatever {@code accountId} and {@code kind} say: compare what comes
     * back where that matters.
     *
     * @param name 1 to 200 characters
     */
    public Session open(long accountId, String name, Session.Kind kind) {
        return find(name)
                .orElseGet(() -> storage.write(handle -> find(handle, name).orElseGet(() -> {
                    insert(handle, accountId, name, kind);
                    return find(handle, name).orElseThrow();
                })));
    }

    /** Whether the gateway's chats were never copied to the contacts as a whole. */
    public boolean needsSync(Session session) {
        return storage.read(handle -> handle.createQuery(SQL.get("needs-sync"))
                .bind("id", session.id())
                .mapTo(Integer.class)
                .one()
                .equals(1));
    }

    /** Notes that the gateway's chats were copied to the contacts as a whole, just now. */
    public void synced(Session session) {
        storage.write(handle -> handle.createUpdate(SQL.get("synced"))
                .bind("id", session.id())
                .bind("at", Instant.now())
                .execute());
    }

    private static Optional<Session> find(Handle handle, String name) {
        return handle.createQuery(SQL.get("find-by-name"))
                .bind("name", name)
                .map(Sessions::session)
                .findOne();
    }

    private static void insert(Handle handle, long accountId, String name, Session.Kind kind) {
        handle.createUpdate(SQL.get("open"))
                .bind("id", Storage.nextId(handle, "session"))
                .bind("accountId", accountId)
                .bind("name", name)
                .bind("kind", kind.name())
                .bind("createdAt", Instant.now())
                .execute();
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("name"),
                Session.Kind.valueOf(row.getString("kind")),
                row.getString("phone"));
    }
}
