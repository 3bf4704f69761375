package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.reprise.SearchText;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** The contacts of a session, for people to look through and to search. */
@ApplicationScoped
public class ContactList {
    /** So many who match are found at the most: whoever sees more than that types another letter. */
    public static final int MAX_CONTACTS = 2_000;

    private static final Statements SQL = Statements.of("audience");
    private static final List<String> NAMES = List.of("username", "first_name", "last_name");

    private final Storage storage;
    private final Contacts contacts;
    private final OptOuts optOuts;
    private final Audience audience;

    @Inject
    public ContactList(Storage storage, Contacts contacts, OptOuts optOuts) {
        this.storage = storage;
        this.contacts = contacts;
        this.optOuts = optOuts;
        this.audience = new Audience(storage);
    }

    /**
     * Who matches.
     *
     * @param contacts in the order of their ids
     * @param more whether there may be others, beyond the {@link #MAX_CONTACTS}
     */
    public record Found(List<Contact> contacts, boolean more) {}

    /** Reads all of them: a tenth of a second for a million. */
    public long count(Session session) {
        return contacts.count(session);
    }

    /** How many of them no campaign of the session's account is sent to. */
    public LeftOut leftOut(Session session) {
        return audience.leftOut(session, Targeting.EVERYBODY);
    }

    /** Why those of them who are left out of the campaigns of the session's account are, by their ids. */
    public Map<Long, LeftOut.Cause> leftOut(Session session, List<Contact> shown) {
        return optOuts.causes(
                session.accountId(), shown.stream().map(Contact::userId).toList());
    }

    /** Those of {@code users} who are contacts, by their ids. */
    public Map<Long, Contact> among(Session session, List<Long> users) {
        return storage.read(handle -> some(handle, session, users)).stream()
                .collect(Collectors.toMap(Contact::userId, contact -> contact));
    }

    /** Whether there is anybody. */
    public boolean hasAny(Session session) {
        return !page(session, 0, 1).isEmpty();
    }

    /** How many have a tag. */
    public long count(Session session, Tag tag) {
        return storage.read(handle -> handle.createQuery(SQL.get("count-tagged"))
                .bind("session", session.id())
                .bind("tag", tag.id())
                .mapTo(Long.class)
                .one());
    }

    /** How many of those no campaign of the session's account is sent to. */
    public LeftOut leftOut(Session session, Tag tag) {
        return storage.read(handle -> Audience.leftOut(handle.createQuery(SQL.get("left-out-tagged"))
                .bind("account", session.accountId())
                .bind("session", session.id())
                .bind("tag", tag.id())));
    }

    /** Those who have a tag and stand like that, in the order of their ids. */
    public List<Contact> page(Session session, Tag tag, Standing standing, long offset, int size) {
        return storage.read(handle -> handle.createQuery(SQL.get("list-tagged"))
                .bind("account", session.accountId())
                .bind("session", session.id())
                .bind("tag", tag.id())
                .bind("all", standing == Standing.ALL ? 1 : 0)
                .bind("cause", standing.cause() == null ? "" : standing.cause().name())
                .bind("offset", offset)
                .bind("size", size)
                .map(new ContactRow())
                .list());
    }

    /** Those of {@code users} who have a tag. */
    public Set<Long> among(Session session, Tag tag, List<Long> users) {
        return storage.read(handle -> handle.createQuery(SQL.get("tagged-among"))
                .bind("session", session.id())
                .bind("tag", tag.id())
                .bind("ids", new Ids(users))
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
    }

    /** In the order of their ids. */
    public List<Contact> page(Session session, long offset, int size) {
        return page(session, Standing.ALL, offset, size);
    }

    /** The same, of those who stand like that. */
    public List<Contact> page(Session session, Standing standing, long offset, int size) {
        var statement = switch (standing) {
            case ALL -> "list";
            case REACHABLE -> "list-reachable";
            default -> "list-left-out";
        };
        return storage.read(handle -> {
            var query = handle.createQuery(SQL.get(statement))
                    .bind("session", session.id())
                    .bind("offset", offset)
                    .bind("size", size);
            if (standing != Standing.ALL) {
                query.bind("account", session.accountId());
            }
            if (standing.cause() != null) {
                query.bind("cause", standing.cause().name());
            }
            return query.map(new ContactRow()).list();
        });
    }

    /**
     * Those of whom each word of {@code text} begins the username, the first or the last name, whatever its capitals; a
     * number is a whole user id as well. With an @, only the username counts. {@link SearchText} says how many words.
     */
    public Found search(Session session, String text) {
        var words = List.of(SearchText.of(text).split("\\s+"));
        return storage.read(handle -> {
            var rarest = words.stream()
                    .map(word -> idsOf(handle, session, word))
                    .min(Comparator.comparingInt(SortedSet::size))
                    .orElseThrow();
            var found = some(
                            handle, session, rarest.stream().limit(MAX_CONTACTS).toList())
                    .stream()
                    .filter(contact -> words.stream().allMatch(word -> matches(contact, word)))
                    .toList();
            return new Found(found, rarest.size() > MAX_CONTACTS);
        });
    }

    private static SortedSet<Long> idsOf(Handle handle, Session session, String word) {
        var ids = new TreeSet<Long>();
        var names = word.startsWith("@") ? List.of("username") : NAMES;
        var bare = bare(word);
        for (var prefix : bare.isEmpty() ? List.<Prefix>of() : Prefix.anyCase(bare)) {
            names.forEach(name -> ids.addAll(beginningWith(handle, session, name, prefix)));
        }
        if (SearchText.isUserId(word)) {
            ids.add(Long.valueOf(word));
        }
        return ids;
    }

    private static List<Long> beginningWith(Handle handle, Session session, String name, Prefix prefix) {
        return handle.createQuery(SQL.get("beginningWith"))
                .define("column", name)
                .bind("session", session.id())
                .bind("from", prefix.from())
                .bind("to", prefix.to())
                .bind("size", MAX_CONTACTS + 1)
                .mapTo(Long.class)
                .list();
    }

    private static List<Contact> some(Handle handle, Session session, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : handle.createQuery(SQL.get("some"))
                        .bind("session", session.id())
                        .bindMethodsList("users", ids, List.of("longValue"))
                        .map(new ContactRow())
                        .list();
    }

    private static boolean matches(Contact contact, String word) {
        var begin = bare(word).toLowerCase(Locale.ROOT);
        var names = word.startsWith("@")
                ? Stream.of(contact.username())
                : Stream.of(contact.username(), contact.firstName(), contact.lastName());
        return names.anyMatch(
                        name -> name != null && name.toLowerCase(Locale.ROOT).startsWith(begin))
                || word.equals(String.valueOf(contact.userId()));
    }

    private static String bare(String word) {
        return Text.storable(word.startsWith("@") ? word.substring(1) : word, 200);
    }
}
