package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.reprise.message.VisibleText;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Session;

/** Keeps the contacts of every session. What is known of someone is only ever added to, or erased as a whole. */
@Dependent
public class Contacts {
    /** Short enough that a running campaign's own writes get their turn in between; longer ones are no faster. */
    static final int CHUNK = 1_000;

    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Contacts(Storage storage) {
        this.storage = storage;
    }

    /**
     * What a merge did.
     *
     * @param added were not there before
     * @param changed were there, and say something else now
     */
    public record Merged(long added, long changed) {}

    public Optional<Contact> find(Session session, long userId) {
        return storage.read(handle -> handle.createQuery(SQL.get("find"))
                .bind("session", session.id())
                .bind("user", userId)
                .map(ContactRow.withDetails())
                .findOne());
    }

    public long count(Session session) {
        return storage.read(handle -> handle.createQuery(SQL.get("countAll"))
                .bind("session", session.id())
                .mapTo(Long.class)
                .one());
    }

    /**
     * Erases a contact, and remembers by their id alone that there was one. Whoever writes again is a new contact.
     *
     * @return whether there was one
     */
    public boolean erase(Session session, long userId, Instant at) {
        return storage.write(handle -> {
            handle.createUpdate(SQL.get("take-out-of-categories"))
                    .bind("session", session.id())
                    .bind("user", userId)
                    .execute();
            handle.createUpdate(SQL.get("take-tags-off"))
                    .bind("session", session.id())
                    .bind("user", userId)
                    .execute();
            handle.createUpdate(SQL.get("forget-received"))
                    .bind("session", session.id())
                    .bind("user", userId)
                    .execute();
            int erased = handle.createUpdate(SQL.get("erase"))
                    .bind("session", session.id())
                    .bind("user", userId)
                    .execute();
            if (erased > 0) {
                handle.createUpdate(SQL.get("note-erased"))
                        .bind("session", session.id())
                        .bind("user", userId)
                        .bind("at", at)
                        .execute();
            }
            return erased > 0;
        });
    }

    /**
     * Copies the gateway's chats, a chunk at a time; what was copied before a failure stays. Texts are cut to what the
     * database holds, and what is no person (an id below 1) is left out. The caller closes the stream.
     */
    public void sync(Session session, Stream<Chat> chats) {
        var chunk = new ArrayList<Contact>(CHUNK);
        chats.filter(chat -> chat.userId() > 0).map(Contacts::contact).forEachOrdered(contact -> {
            chunk.add(contact);
            if (chunk.size() == CHUNK) {
                merge(session, chunk, null);
                chunk.clear();
            }
        });
        merge(session, chunk, null);
    }

    /** The same for a few who wrote just now, in one transaction. */
    Merged heardFrom(Session session, Stream<Chat> chats) {
        var contacts =
                chats.filter(chat -> chat.userId() > 0).map(Contacts::contact).toList();
        return merge(session, contacts, null);
    }

    /**
     * Adds or completes some contacts in one transaction. An absent value erases none; the first sign of a chat only
     * moves back, its newest message only forward.
     *
     * @param vouchedAt when an operator vouched for those that neither wrote nor opted in; null: nobody did
     */
    Merged merge(Session session, List<Contact> contacts, Instant vouchedAt) {
        return storage.write(handle -> merge(handle, session, contacts, Vouching.at(vouchedAt)));
    }

    /** Whom a merge added and changed, by their user ids. */
    record MergedIds(Set<Long> added, Set<Long> changed) {}

    /** The same in the transaction of {@code handle}. */
    static Merged merge(Handle handle, Session session, List<Contact> contacts, Vouching vouching) {
        var ids = merged(handle, session, contacts, vouching);
        return new Merged(ids.added().size(), ids.changed().size());
    }

    /** The same, telling whom. */
    static MergedIds merged(Handle handle, Session session, List<Contact> contacts, Vouching vouching) {
        var ordered = ordered(contacts);
        var known = notTaken("insert", handle, session, vouching.applied(ordered), ordered);
        var unvouched = known.stream()
                .filter(contact -> !contact.hasEvidence() && vouching.isFor(contact))
                .toList();
        var changed = taken("merge", handle, session, known);
        changed.addAll(taken("vouch", handle, session, vouching.applied(unvouched)));
        return new MergedIds(added(ordered, known), changed);
    }

    /** Adds those who are not there, in the transaction of {@code handle}, and tells whom. */
    static Set<Long> add(Handle handle, Session session, List<Contact> contacts, Vouching vouching) {
        var ordered = ordered(contacts);
        return added(ordered, notTaken("insert", handle, session, vouching.applied(ordered), ordered));
    }

    /** The ids of those who are contacts, in the transaction of {@code handle}. */
    static Set<Long> among(Handle handle, Session session, List<Contact> contacts) {
        var ids = contacts.stream().map(Contact::userId).toList();
        return handle.createQuery(SQL.get("known-among"))
                .bind("session", session.id())
                .bind("ids", new Ids(ids))
                .mapTo(Long.class)
                .collect(Collectors.toSet());
    }

    /** One order for all writers: two that touch the same people wait for each other, but never in a circle. */
    private static List<Contact> ordered(List<Contact> contacts) {
        return contacts.stream()
                .map(Contact::fromEarliestSign)
                .sorted(Comparator.comparingLong(Contact::userId))
                .toList();
    }

    private static Set<Long> added(List<Contact> all, List<Contact> known) {
        var added = all.stream().map(Contact::userId).collect(Collectors.toSet());
        known.forEach(contact -> added.remove(contact.userId()));
        return added;
    }

    /** Those of {@code originals} whose row the statement left alone. */
    private static List<Contact> notTaken(
            String statement, Handle handle, Session session, List<Contact> rows, List<Contact> originals) {
        int[] counts = run(statement, handle, session, rows);
        var left = new ArrayList<Contact>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                left.add(originals.get(i));
            }
        }
        return left;
    }

    private static Set<Long> taken(String statement, Handle handle, Session session, List<Contact> rows) {
        int[] counts = run(statement, handle, session, rows);
        var ids = new HashSet<Long>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                ids.add(rows.get(i).userId());
            }
        }
        return ids;
    }

    private static int[] run(String statement, Handle handle, Session session, List<Contact> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (var batch = handle.prepareBatch(SQL.get(statement))) {
            rows.forEach(
                    row -> batch.bind("session", session.id()).bindMethods(row).add());
            return batch.execute();
        }
    }

    private static Contact contact(Chat chat) {
        return new Contact(
                chat.userId(),
                new Contact.Profile(
                        Text.storable(chat.username(), 64),
                        name(chat.firstName()),
                        name(chat.lastName()),
                        Text.storable(chat.phone(), 32),
                        Text.storable(chat.language(), 16)),
                new Contact.Evidence(chat.firstMessageAt(), chat.lastMessageAt(), null, null));
    }

    /** People give themselves names that turn the direction of writing, or nothing that can be seen. */
    private static String name(String given) {
        var shown = given == null ? null : Text.storable(VisibleText.cleaned(given), 200);
        return shown == null || VisibleText.isBlank(shown) ? null : shown;
    }
}
