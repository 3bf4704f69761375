package org.reprise.telegram;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.TimeSource;
import org.reprise.access.Accounts;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Seldom;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** The Telegram sessions that Reprise holds. They are shared by all servers and never deleted here. */
@Dependent
public class Sessions {
    private static final Statements SQL = Statements.of("telegram");
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Duration SHOWN_AGAIN = Duration.ofMinutes(10);

    private final Storage storage;
    private final Audit audit;

    /** What logs a session in, by whom it is shown to. */
    private final Seldom codesShown;

    private final TimeSource time;
    private final CurrentCaller caller;
    private final Accounts accounts;

    @Inject
    public Sessions(Storage storage, Audit audit, TimeSource time, CurrentCaller caller, Accounts accounts) {
        this.storage = storage;
        this.audit = audit;
        this.codesShown = new Seldom(SHOWN_AGAIN, time);
        this.time = time;
        this.caller = caller;
        this.accounts = accounts;
    }

    /** For what works for nobody: of all accounts, and not recorded. */
    public Sessions(Storage storage, TimeSource time) {
        this(storage, time, new CurrentCaller());
    }

    private Sessions(Storage storage, TimeSource time, CurrentCaller nobody) {
        this(storage, new Audit(storage, nobody, time), time, nobody, new Accounts(storage));
    }

    /**
     * The caller's session of that name. For whoever sees all accounts, it is the one of the first account, or else the
     * only one that is called so.
     */
    public Optional<Session> find(String name) {
        var found = storage.read(handle -> scoped(handle.createQuery(SQL.get("named")))
                .bind("name", name)
                .map(Sessions::session)
                .list());
        return found.size() == 1
                ? Optional.of(found.get(0))
                : found.stream().findFirst().filter(first -> first.accountId() == Caller.FIRST_ACCOUNT);
    }

    public Optional<Session> find(long accountId, String name) {
        return storage.read(handle -> find(handle, accountId, name));
    }

    public Optional<Session> find(long id) {
        return storage.read(handle -> scoped(handle.createQuery(SQL.get("find-by-id")))
                .bind("id", id)
                .map(Sessions::session)
                .findOne());
    }

    /** Whatever the statement reads is of the caller's account. */
    private <S extends SqlStatement<S>> S scoped(S statement) {
        return statement.bind("scope", caller.scope());
    }

    /** Oldest first. */
    public List<Session> all() {
        return storage.read(handle -> scoped(handle.createQuery(SQL.get("all")))
                .map(Sessions::session)
                .list());
    }

    /**
     * The account's session of that name, made when there is none: a sandbox is ready, others have to be connected
     * first. Whoever asks at the same time, on any server, gets the same one. A session that exists stays as it is,
     * whatever the other parameters say: compare what comes back where that matters.
     *
     * @param name 1 to 200 characters
     */
    public Session open(long accountId, String name, Session.Kind kind, Session.Via via) {
        return find(accountId, name)
                .orElseGet(() ->
                        storage.write(handle -> find(handle, accountId, name).orElseGet(() -> {
                            accounts.addUnlessThere(accountId, time.now());
                            insert(handle, accountId, name, kind, via);
                            var opened = find(handle, accountId, name).orElseThrow();
                            if (opened.isSandbox()) {
                                note(opened, AuditAction.SESSION_CONNECTED, described(opened));
                            }
                            return opened;
                        })));
    }

    /** Oldest first. */
    public List<SessionStatus> statuses() {
        return storage.read(handle -> scoped(handle.createQuery(SQL.get("statuses")))
                .map(Sessions::status)
                .list());
    }

    /**
     * Oldest first, from the first with an id above {@code after}.
     *
     * @param accountId null: of all accounts
     */
    public List<SessionStatus> statuses(Long accountId, long after, int size) {
        return storage.read(handle -> scoped(handle.createQuery(SQL.get("statuses-page")))
                .bind("account", accountId)
                .bind("after", after)
                .bind("size", size)
                .map(Sessions::status)
                .list());
    }

    public Optional<SessionStatus> status(long id) {
        return storage.read(handle -> statusOf(handle, id));
    }

    /** Other sessions of a Telegram user, of whatever account; oldest first. */
    public List<SessionStatus> othersOf(long telegramId, long id) {
        return storage.read(handle -> handle.createQuery(SQL.get("same-user"))
                .bind("telegramId", telegramId)
                .bind("id", id)
                .map(Sessions::status)
                .list());
    }

    /**
     * Changes the state, unless it is that already for the same reason.
     *
     * @param detail why, for people; longer than 500 characters it is cut; or null
     * @return the status, when it changed
     */
    public Optional<SessionStatus> change(long id, SessionState state, String detail) {
        return storage.write(handle -> {
            int changed = handle.createUpdate(SQL.get("change-state"))
                    .bind("id", id)
                    .bind("state", state.name())
                    .bind("detail", detail == null || detail.length() <= 500 ? detail : detail.substring(0, 500))
                    .execute();
            if (changed == 0) {
                return Optional.empty();
            }
            var now = statusOf(handle, id);
            if (state == SessionState.DISCONNECTED) {
                now.ifPresent(it -> note(it.session(), AuditAction.SESSION_DISCONNECTED, Change.NONE));
            }
            return now;
        });
    }

    /** Notes who the session is, and that it is ready. */
    public SessionStatus connected(long id, Identity identity) {
        return storage.write(handle -> {
            boolean wasReady =
                    statusOf(handle, id).filter(SessionStatus::isReady).isPresent();
            handle.createUpdate(SQL.get("connected"))
                    .bind("id", id)
                    .bind("telegramId", identity.userId())
                    .bind("phone", identity.phone())
                    .execute();
            var now = statusOf(handle, id).orElseThrow();
            if (!wasReady) {
                note(now.session(), AuditAction.SESSION_CONNECTED, described(now.session()));
            }
            return now;
        });
    }

    /**
     * @param rate messages a second, above 0; null: the default of its kind
     * @return the session as it is now
     */
    public Session pace(long id, Double rate, boolean paidBroadcast) {
        return storage.write(handle -> {
            var before = statusOf(handle, id).orElseThrow().session();
            handle.createUpdate(SQL.get("pace"))
                    .bind("id", id)
                    .bind("rate", rate)
                    .bind("paidBroadcast", paidBroadcast)
                    .execute();
            var now = statusOf(handle, id).orElseThrow().session();
            if (!now.equals(before)) {
                note(now, AuditAction.SESSION_CHANGED, new Change(paced(before), paced(now)));
            }
            return now;
        });
    }

    /** Who changes them on this thread, for the end of a line of the log. */
    public String by() {
        return audit.by();
    }

    /** What logs the session in was shown, as somebody who wants in asks for it every few seconds. */
    public void noteCodeShown(Session session) {
        codesShown.once(
                session.id() + " " + audit.actor(), () -> note(session, AuditAction.LOGIN_CODE_SHOWN, Change.NONE));
    }

    private void note(Session session, AuditAction action, Change change) {
        audit.note(session.accountId(), action, Subject.of("session", session.id()), change);
    }

    private static Change described(Session session) {
        return Change.to(JSON.createObjectBuilder()
                .add("name", session.name())
                .add("kind", session.kind().name().toLowerCase(Locale.ROOT))
                .add("gateway", session.via().name().toLowerCase(Locale.ROOT))
                .build());
    }

    private static Change copying(boolean goesOn) {
        return Change.to(JSON.createObjectBuilder().add("copying", goesOn).build());
    }

    private static JsonObject paced(Session session) {
        return JSON.createObjectBuilder()
                .add("rate", session.rate() == null ? JsonValue.NULL : JSON.createValue(session.rate()))
                .add("paid_broadcast", session.paidBroadcast())
                .build();
    }

    /** What the session waits for, as far as it was written down; it may be over. */
    public Optional<SessionPause> pause(long id) {
        return storage.read(handle -> handle.createQuery(SQL.get("find-pause"))
                .bind("id", id)
                .map((row, context) -> new SessionPause(
                        WaitCause.valueOf(row.getString("paused_for")),
                        Instant.ofEpochMilli(row.getLong("paused_at")),
                        Instant.ofEpochMilli(row.getLong("paused_until"))))
                .findOne());
    }

    /** @param pause null: it waits no more */
    public void keepPause(long id, SessionPause pause) {
        storage.write(handle -> handle.createUpdate(SQL.get("keep-pause"))
                .bind("id", id)
                .bind("cause", pause == null ? null : pause.cause().name())
                .bindByType("from", pause == null ? null : pause.from(), Instant.class)
                .bindByType("until", pause == null ? null : pause.until(), Instant.class)
                .execute());
    }

    /** One whose login failed, and that nobody uses. */
    public void forget(long id) {
        storage.write(handle -> {
            handle.createUpdate(SQL.get("forget-secrets")).bind("session", id).execute();
            return handle.createUpdate(SQL.get("forget")).bind("id", id).execute();
        });
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
                .bind("at", time.now())
                .execute());
    }

    /** From now on, and until {@link #synced}, the gateway's chats are to be copied. */
    public void wantSync(Session session) {
        storage.write(handle -> {
            note(session, AuditAction.CONTACTS_COPIED, copying(true));
            return handle.createUpdate(SQL.get("want-sync"))
                    .bind("id", session.id())
                    .execute();
        });
    }

    /** An operator does not want them copied for now. */
    public void stopSync(Session session) {
        storage.write(handle -> {
            int stopped = handle.createUpdate(SQL.get("stop-sync"))
                    .bind("id", session.id())
                    .execute();
            if (stopped > 0) {
                note(session, AuditAction.CONTACTS_COPIED, copying(false));
            }
            return stopped;
        });
    }

    /** Accounts that are ready, and whose chats are to be copied. */
    public List<Session> toSync() {
        return storage.read(handle ->
                handle.createQuery(SQL.get("to-sync")).map(Sessions::session).list());
    }

    private Optional<Session> find(Handle handle, long accountId, String name) {
        return scoped(handle.createQuery(SQL.get("find-by-name")))
                .bind("account", accountId)
                .bind("name", name)
                .map(Sessions::session)
                .findOne();
    }

    private void insert(Handle handle, long accountId, String name, Session.Kind kind, Session.Via via) {
        handle.createUpdate(SQL.get("open"))
                .bind("id", Storage.nextId(handle, "session"))
                .bind("account", accountId)
                .bind("name", name)
                .bind("kind", kind.name())
                .bind("via", via.name())
                .bind("state", (via == Session.Via.SANDBOX ? SessionState.READY : SessionState.CONNECTING).name())
                .bind("createdAt", time.now())
                .execute();
    }

    private Optional<SessionStatus> statusOf(Handle handle, long id) {
        return scoped(handle.createQuery(SQL.get("status")))
                .bind("id", id)
                .map(Sessions::status)
                .findOne();
    }

    private static SessionStatus status(ResultSet row, StatementContext context) throws SQLException {
        long telegramId = row.getLong("telegram_id");
        boolean unknown = row.wasNull();
        return new SessionStatus(
                session(row, context),
                SessionState.valueOf(row.getString("state")),
                row.getString("state_detail"),
                unknown ? null : telegramId);
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return session(row, "");
    }

    /** @param prefix of the columns' names */
    public static Session session(ResultSet row, String prefix) throws SQLException {
        double rate = row.getDouble(prefix + "rate");
        return new Session(
                row.getLong(prefix + "id"),
                row.getLong(prefix + "account_id"),
                row.getString(prefix + "name"),
                Session.Kind.valueOf(row.getString(prefix + "kind")),
                Session.Via.valueOf(row.getString(prefix + "via")),
                row.getString(prefix + "phone"),
                rate == 0 ? null : rate,
                row.getBoolean(prefix + "paid_broadcast"));
    }
}
