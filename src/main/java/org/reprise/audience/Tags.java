package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Tags in storage, and who has them. One is made when it is first put on somebody. */
@Dependent
public class Tags {
    /** Of an account. */
    public static final int MOST = 1_000;

    /** On a contact. */
    public static final int MOST_ON_CONTACT = 50;

    private static final Statements SQL = Statements.of("audience");
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Storage storage;
    private final Audit audit;

    @Inject
    public Tags(Storage storage, Audit audit) {
        this.storage = storage;
        this.audit = audit;
    }

    /** By name. */
    public List<Tag> of(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("tags"))
                .bind("account", account)
                .map(Tags::tag)
                .list());
    }

    public Optional<Tag> find(long id, long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("tag"))
                .bind("account", account)
                .bind("id", id)
                .map(Tags::tag)
                .findOne());
    }

    /** How many contacts of the account have each, by its id. */
    public Map<Long, Long> people(long account) {
        return storage.read(handle -> handle.createQuery(SQL.get("people-with-tags"))
                .bind("account", account)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getLong("people")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Takes it off everybody as well, in one transaction.
     *
     * @return how many had it
     */
    public long delete(Tag tag) {
        return storage.writeHoweverLong(handle -> {
            long people = handle.createUpdate(SQL.get("take-off-everybody"))
                    .bind("tag", tag.id())
                    .execute();
            handle.createUpdate(SQL.get("delete-tag"))
                    .bind("account", tag.accountId())
                    .bind("id", tag.id())
                    .execute();
            return people;
        });
    }

    /**
     * The ids of tags by their names. Those that are not there are made and recorded, in the transaction that this is
     * called in.
     *
     * @throws ContactRefused conflict: the account would have more than {@link #MOST}
     */
    Map<String, Long> ids(long account, Collection<String> names, Instant at) {
        return storage.write(handle -> {
            var known = known(account);
            var missing = new TreeSet<>(names);
            missing.removeAll(known.keySet());
            if (known.size() + missing.size() > MOST) {
                throw ContactRefused.conflict(LocalizedMessage.of("tag.most", MOST));
            }
            missing.forEach(name -> add(handle, account, name, at));
            return missing.isEmpty() ? known : known(account);
        });
    }

    private void add(Handle handle, long account, String name, Instant at) {
        long id = Storage.nextId(handle, "tag");
        int added = handle.createUpdate(SQL.get("add-tag"))
                .bind("id", id)
                .bind("account", account)
                .bind("name", name)
                .bind("at", at)
                .execute();
        if (added > 0) {
            audit.note(
                    account,
                    AuditAction.TAG_CREATED,
                    Subject.of("tag", id),
                    Change.to(JSON.createObjectBuilder().add("name", name).build()));
        }
    }

    /** The ids of all tags of an account, by name. */
    Map<String, Long> known(long account) {
        var ids = new HashMap<String, Long>();
        of(account).forEach(tag -> ids.put(tag.name(), tag.id()));
        return ids;
    }

    /** That somebody has a tag. */
    record Tagging(long user, long tag) {}

    /**
     * In one transaction; whoever is no contact of the session gets none.
     *
     * @return who has one that they had not
     */
    Set<Long> put(Session session, Collection<Tagging> taggings, Instant at) {
        if (taggings.isEmpty()) {
            return Set.of();
        }
        // one order for all writers: two that touch the same rows wait for each other, but never in a circle
        var ordered = taggings.stream()
                .sorted(Comparator.comparingLong(Tagging::user).thenComparingLong(Tagging::tag))
                .toList();
        int[] counts = storage.write(handle -> {
            try (var batch = handle.prepareBatch(SQL.get("put-tag"))) {
                ordered.forEach(each -> batch.bind("session", session.id())
                        .bind("account", session.accountId())
                        .bind("user", each.user())
                        .bind("tag", each.tag())
                        .bind("at", at)
                        .add());
                return batch.execute();
            }
        });
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> ordered.get(i).user())
                .collect(Collectors.toSet());
    }

    /** The ids of the tags that some people have, by their user ids. */
    Map<Long, Set<Long>> among(Session session, Collection<Long> users) {
        return storage.read(handle -> handle.createQuery(SQL.get("tags-among"))
                .bind("session", session.id())
                .bind("ids", new Ids(users))
                .map((row, context) -> new Tagging(row.getLong("user_id"), row.getLong("tag_id")))
                .collect(Collectors.groupingBy(Tagging::user, Collectors.mapping(Tagging::tag, Collectors.toSet()))));
    }

    /** In one transaction. */
    void take(Session session, long user, Collection<Long> taken) {
        storage.write(handle -> {
            for (long tag : new TreeSet<>(taken)) {
                handle.createUpdate(SQL.get("take-tag"))
                        .bind("session", session.id())
                        .bind("user", user)
                        .bind("tag", tag)
                        .execute();
            }
            return null;
        });
    }

    private static Tag tag(ResultSet row, StatementContext context) throws SQLException {
        return new Tag(row.getLong("id"), row.getLong("account_id"), row.getString("name"));
    }
}
