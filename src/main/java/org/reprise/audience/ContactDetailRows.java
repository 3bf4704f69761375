package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ContactEdit.Field;
import org.reprise.audience.ContactEdit.TagEdit;
import org.reprise.audience.Tags.Tagging;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Writes what is said of one contact. */
@Dependent
public class ContactDetailRows {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;
    private final Tags tags;

    @Inject
    public ContactDetailRows(Storage storage, Tags tags) {
        this.storage = storage;
        this.tags = tags;
    }

    /**
     * In the transaction that it is called in, as {@code contact} was read there. Attributes are put onto those of the
     * row.
     */
    void write(Session session, Contact contact, CheckedEdit edit, ZoneSource source) {
        var zone = edit.fields().get(Field.ZONE);
        var by = zone == null ? null : zone.equals(contact.zone()) ? contact.zoneSource() : source;
        storage.write(handle -> handle.createUpdate(SQL.get("edit"))
                .bind("session", session.id())
                .bind("user", contact.userId())
                .bind("username", edit.fields().get(Field.USERNAME))
                .bind("firstName", edit.fields().get(Field.FIRST_NAME))
                .bind("lastName", edit.fields().get(Field.LAST_NAME))
                .bind("phone", edit.fields().get(Field.PHONE))
                .bind("language", edit.fields().get(Field.LANGUAGE))
                .bind("zone", zone)
                .bind("zoneSource", by == null ? null : by.name())
                .bind("patch", edit.patch())
                .execute());
    }

    /**
     * In the transaction that it is called in, as {@code contact} was read there.
     *
     * @throws ContactRefused invalid: no tags, more than a contact may have, or to be taken off and not there;
     *     conflict: more than an account may have
     */
    void tag(Session session, Contact contact, TagEdit edit, Instant at) {
        var wanted = new TreeSet<>(edit.all() == null ? contact.tags() : named("tags", edit.all()));
        wanted.addAll(named("add_tags", edit.put()));
        wanted.removeAll(known(session, named("remove_tags", edit.take())));
        if (wanted.size() > Tags.MOST_ON_CONTACT && !contact.tags().containsAll(wanted)) {
            throw ContactRefused.invalid(
                    edit.all() == null ? "add_tags" : "tags",
                    LocalizedMessage.of("tag.many", Tags.MOST_ON_CONTACT, wanted.size()));
        }
        var added = new TreeSet<>(wanted);
        added.removeAll(contact.tags());
        var taken = new TreeSet<>(contact.tags());
        taken.removeAll(wanted);
        var ids = tags.ids(session.accountId(), added, at);
        tags.take(session, contact.userId(), taken.stream().map(ids::get).toList());
        tags.put(
                session,
                added.stream()
                        .map(name -> new Tagging(contact.userId(), ids.get(name)))
                        .toList(),
                at);
    }

    private Set<String> known(Session session, Set<String> names) {
        if (!names.isEmpty()) {
            var known = tags.known(session.accountId());
            names.stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(name -> {
                throw ContactRefused.invalid("remove_tags", LocalizedMessage.of("tag.none", name));
            });
        }
        return names;
    }

    private static Set<String> named(String member, Set<String> names) {
        return names.stream().map(name -> Tag.named(member, name)).collect(Collectors.toSet());
    }
}
