package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.telegram.Session;

/** What operators and programs say of one contact: names, attributes, tags and a time zone. */
@ApplicationScoped
public class ContactEditService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Stored stored;
    private final Audit audit;
    private final TimeSource time;
    private final Consumer<ContactsChanged> tell;

    /** Where it is written. */
    @Dependent
    public record Stored(Contacts contacts, ContactDetailRows details, Attributes attributes) {
        @Inject
        public Stored {}
    }

    @Inject
    ContactEditService(Stored stored, Audit audit, TimeSource time, Event<ContactsChanged> events) {
        this(stored, audit, time, events::fire);
    }

    public ContactEditService(Stored stored, Audit audit, TimeSource time, Consumer<ContactsChanged> tell) {
        this.stored = stored;
        this.audit = audit;
        this.time = time;
        this.tell = tell;
    }

    /** @throws ContactRefused unknown: they are no contact of the session */
    public Contact find(Session session, long user) {
        return stored.contacts
                .find(session, user)
                .orElseThrow(() -> ContactRefused.unknown(
                        LocalizedMessage.of("contact.none", session.name(), String.valueOf(user))));
    }

    /**
     * All of it, or nothing. What is recorded of it names what was changed, and not what it says: that is erased with
     * the contact.
     *
     * @param source who says in which zone they live
     * @return the contact as it is then
     * @throws ContactRefused unknown: they are no contact of the session; invalid, with the member: a value does not
     *     fit, or an attribute or a tag that is to be taken away is not there; conflict: the account has as many tags
     *     as it may
     */
    @Needs(Role.OPERATOR)
    public Contact change(Session session, long user, ContactEdit edit, ZoneSource source) {
        long account = session.accountId();
        var before = find(session, user);
        var after = audit.inOneTransaction(() -> {
            var now = find(session, user);
            var checked = CheckedEdit.of(now, edit, stored.attributes.of(account));
            stored.details.write(session, now, checked, source);
            stored.details.tag(session, now, edit.tags(), time.now());
            var changed = find(session, user);
            if (!changed.equals(now)) {
                audit.note(
                        account,
                        AuditAction.CONTACT_CHANGED,
                        new Subject("contact", session.id() + "/" + user),
                        Change.to(JSON.createObjectBuilder()
                                .add("changed", changed(now, changed))
                                .build()));
            }
            return changed;
        });
        if (!after.equals(before)) {
            tell.accept(new ContactsChanged(session));
        }
        return after;
    }

    /** The names of what says something else. */
    private static String changed(Contact before, Contact after) {
        var fields = Stream.of(ContactEdit.Field.values())
                .filter(field -> differs(before, after, field::of))
                .map(ContactEdit.Field::title);
        var names = new TreeSet<>(before.attributes().keySet());
        names.addAll(after.attributes().keySet());
        var attributes = names.stream()
                .filter(name -> differs(before, after, each -> each.attributes().get(name)))
                .map(name -> "attributes." + name);
        var tags = before.tags().equals(after.tags()) ? Stream.<String>of() : Stream.of("tags");
        return Stream.of(fields, attributes, tags).flatMap(each -> each).collect(Collectors.joining(", "));
    }

    private static boolean differs(Contact before, Contact after, Function<Contact, Object> what) {
        var then = what.apply(after);
        return then == null ? what.apply(before) != null : !then.equals(what.apply(before));
    }
}
