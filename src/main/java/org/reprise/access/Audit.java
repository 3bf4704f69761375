package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.TimeSource;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.storage.StorageFailed;

/**
 * The record of what was done. An entry is part of the transaction that it is made in: what did not happen is not
 * recorded, and what was not recorded did not happen. It holds no text of a message, and no secret.
 */
@ApplicationScoped
public class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class.getName());
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Statements sql = Statements.of("access");
    private final Storage storage;
    private final CurrentCaller caller;
    private final TimeSource time;
    private final Seldom refusals;

    @Inject
    public Audit(Storage storage, CurrentCaller caller, TimeSource time) {
        this.storage = storage;
        this.caller = caller;
        this.time = time;
        this.refusals = new Seldom(AGAIN, time);
    }

    /**
     * Records what the present caller does. Nothing is recorded of what Reprise does by itself.
     *
     * @param account whose it is
     */
    public void note(long account, AuditAction action, Subject subject, Change change) {
        caller.find().ifPresent(who -> note(who, account, action, subject, change));
    }

    /** The same of what concerns the installation; it stands in the caller's own account. */
    public void note(AuditAction action, Subject subject, Change change) {
        caller.find().ifPresent(who -> note(who, who.accountId(), action, subject, change));
    }

    /** Does something and what is recorded of it, in one transaction: both, or neither. */
    public <T> T inOneTransaction(Supplier<T> work) {
        return storage.write(handle -> work.get());
    }

    /** As {@link CurrentCaller#name}. */
    public String actor() {
        return caller.name();
    }

    /** As {@link CurrentCaller#by}. */
    public String by() {
        return caller.by();
    }

    /** Records it of somebody who is not the caller of this thread, such as of whoever signs in. */
    void note(Caller who, long account, AuditAction action, Subject subject, Change change) {
        storage.write(handle -> handle.createUpdate(sql.get("add-audit"))
                .bind("id", Storage.nextId(handle, "audit"))
                .bind("account", account)
                .bind("at", time.now())
                .bind("actorKind", who.kind().name())
                .bind("actorId", who.id())
                .bind("actorName", who.name())
                .bind("address", who.origin().address())
                .bind("requestId", who.origin().requestId())
                .bind("action", action.name())
                .bind("subjectKind", subject == null ? null : subject.kind())
                .bind("subjectId", subject == null ? null : subject.id())
                .bind("before", text(change.before()))
                .bind("after", text(change.after()))
                .execute());
    }

    /**
     * Records that somebody came with a secret that is none: the first time in an hour from each network, for guessers
     * try again and again. They are refused also where nothing can be recorded.
     *
     * @param who with the name that they gave, where they gave one
     * @param what it was taken for, such as {@code invitation}
     */
    void noteWrongSecret(Caller who, long account, AuditAction action, String what) {
        noteSeldom(
                action + " " + what + " " + who.origin().network(),
                () -> note(who, account, action, new Subject("secret", what), Change.NONE));
    }

    /**
     * Records a refusal: the first of its key in an hour. It stays refused where nothing can be recorded.
     *
     * @param key by which those that come again are known
     */
    void noteSeldom(String key, Runnable note) {
        try {
            refusals.once(key, note);
        } catch (StorageFailed e) {
            LOG.log(e.level(), () -> "that something was refused is not recorded: " + e.getMessage());
        }
    }

    private static String text(JsonObject json) {
        return json == null ? null : json.toString();
    }

    /**
     * Takes away the oldest, in one transaction.
     *
     * @return how many; fewer than {@code size}: there are no more
     */
    public int forget(Instant before, int size) {
        return storage.write(handle -> handle.createUpdate(sql.get("forget-audit"))
                .bind("before", before)
                .bind("size", size)
                .execute());
    }

    /**
     * What is looked for; null: anything.
     *
     * @param actor by name
     * @param from inclusive
     * @param until exclusive
     */
    public record Filter(AuditAction action, String actor, Subject subject, Instant from, Instant until) {
        public static final Filter ALL = new Filter(null, null, null, null, null);
    }

    /** A place in the record, newest first: what follows it. */
    public record Cursor(Instant at, long id) {
        public static final Cursor START = new Cursor(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);

        public static Cursor of(AuditEntry entry) {
            return new Cursor(entry.at(), entry.id());
        }
    }

    /** Whether it was ever done to that, as far as the record goes back. */
    public boolean has(long account, AuditAction action, Subject subject) {
        return !page(account, new Filter(action, null, subject, null, null), Cursor.START, 1)
                .isEmpty();
    }

    /** Newest first, of one account. */
    List<AuditEntry> page(long account, Filter filter, Cursor after, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("audit"))
                .bind("account", account)
                .bind("at", after.at)
                .bind("id", after.id)
                .bind("action", filter.action == null ? null : filter.action.name())
                .bind("actor", filter.actor)
                .bind("subjectKind", filter.subject == null ? null : filter.subject.kind())
                .bind("subjectId", filter.subject == null ? null : filter.subject.id())
                .bind("from", filter.from == null ? Instant.EPOCH : filter.from)
                .bind("until", filter.until == null ? Instant.ofEpochMilli(Long.MAX_VALUE) : filter.until)
                .bind("size", size)
                .map(Audit::entry)
                .list());
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        long actor = row.getLong("actor_id");
        var actorId = row.wasNull() ? null : (Long) actor;
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor_kind"),
                actorId,
                row.getString("actor_name"),
                new Caller.Origin(row.getString("address"), row.getString("request_id")),
                AuditAction.valueOf(row.getString("action")),
                row.getString("subject_kind") == null
                        ? null
                        : new Subject(row.getString("subject_kind"), row.getString("subject_id")),
                json(row.getString("before")),
                json(row.getString("after")));
    }

    private static JsonObject json(String text) {
        if (text == null) {
            return null;
        }
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
