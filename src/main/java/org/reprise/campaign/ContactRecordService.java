package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactErased;
import org.reprise.audience.Contacts;
import org.reprise.audience.ContactsChanged;
import org.reprise.audience.OptOuts;
import org.reprise.audience.ReceivedTexts;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;

/** What people have a right to: to be told what is stored about them, and to have it erased. */
@ApplicationScoped
public class ContactRecordService {
    private static final Logger LOG = Logger.getLogger(ContactRecordService.class.getName());

    /** So many deliveries of somebody are shown. */
    public static final int MAX_SHOWN = 100;

    private final Stored stored;
    private final Gateways gateways;
    private final Quotas quotas;
    private final Audit audit;
    private final TimeSource time;
    private final Consumer<Object> tell;

    /** Where something is stored about people. */
    @Dependent
    public record Stored(Contacts contacts, OptOuts optOuts, PersonDeliveries deliveries, ReceivedTexts received) {
        @Inject
        public Stored {}
    }

    /**
     * All that is stored about somebody.
     *
     * @param contact of the session; empty: they are none, or none any more
     * @param optOut from the session's account
     * @param deliveries of the account's campaigns, oldest first
     * @param received what they wrote to the session, as far as it is kept, newest first
     */
    public record ContactRecord(
            Session session,
            long userId,
            Optional<Contact> contact,
            Optional<OptOuts.Stored> optOut,
            List<PersonDeliveries.Past> deliveries,
            List<ReceivedTexts.Text> received) {
        private boolean isEmpty() {
            return contact.isEmpty() && optOut.isEmpty() && deliveries.isEmpty() && received.isEmpty();
        }
    }

    /**
     * What a page shows of somebody.
     *
     * @param contact of the session; empty: they are none, or none any more
     * @param optOut from the session's account
     * @param newest what the account's campaigns did for them, and what they wrote to the session, newest first
     * @param more whether there is older than that
     */
    public record Card(
            Session session,
            long userId,
            Optional<Contact> contact,
            Optional<OptOuts.Stored> optOut,
            List<Moment> newest,
            boolean more) {}

    /**
     * Something in the life of somebody: a delivery, or a text that they wrote.
     *
     * @param delivery null: they wrote
     * @param text null: something was sent to them
     */
    public record Moment(Instant at, PersonDeliveries.Entry delivery, String text) {}

    @Inject
    ContactRecordService(
            Stored stored, Gateways gateways, Quotas quotas, Audit audit, TimeSource time, Event<Object> events) {
        this(stored, gateways, quotas, audit, time, events::fire);
    }

    public ContactRecordService(
            Stored stored, Gateways gateways, Quotas quotas, Audit audit, TimeSource time, Consumer<Object> tell) {
        this.stored = stored;
        this.gateways = gateways;
        this.quotas = quotas;
        this.audit = audit;
        this.time = time;
        this.tell = tell;
    }

    /**
     * @throws CampaignRefused unknown: nothing is stored about them
     * @throws org.reprise.access.AccessRefused too often
     */
    @Needs(Role.OPERATOR)
    public ContactRecord export(Session session, long user) {
        quotas.export();
        var record = new ContactRecord(
                session,
                user,
                stored.contacts.find(session, user),
                stored.optOuts.stored(session.accountId(), user),
                stored.deliveries.of(session.accountId(), user),
                stored.received.newest(session, user, Integer.MAX_VALUE));
        if (record.isEmpty()) {
            throw CampaignRefused.unknown(
                    null, LocalizedMessage.of("contact.unknown", session.name(), String.valueOf(user)));
        }
        audit.note(session.accountId(), AuditAction.CONTACT_EXPORTED, subject(session, user), Change.NONE);
        return record;
    }

    /** Up to the {@link #MAX_SHOWN} newest deliveries and texts; an export has all. */
    public Card look(Session session, long user) {
        var newest = Stream.concat(
                        stored.deliveries.newest(session.accountId(), user, MAX_SHOWN + 1).stream()
                                .map(entry -> new Moment(entry.at(), entry, null)),
                        stored.received.newest(session, user, MAX_SHOWN + 1).stream()
                                .map(text -> new Moment(text.at(), null, text.text())))
                .sorted(Comparator.comparing(Moment::at).reversed())
                .toList();
        return new Card(
                session,
                user,
                stored.contacts.find(session, user),
                stored.optOuts.stored(session.accountId(), user),
                newest.subList(0, Math.min(MAX_SHOWN, newest.size())),
                newest.size() > MAX_SHOWN);
    }

    /**
     * Erases them from the session: the contact, and what campaigns noted about them. From its return on no campaign of
     * the session hands anything over to them. What stays is a wish not to be written to, and for each campaign that
     * has reached them the row that says so, since it keeps them from a second message. Somebody who is not there is
     * erased already.
     */
    @Needs(Role.OPERATOR)
    public void erase(Session session, long user) {
        boolean erased = audit.inOneTransaction(() -> {
            boolean wasContact = stored.contacts.erase(session, user, time.now());
            boolean wasNoted = stored.deliveries.forget(session, user);
            if (wasContact || wasNoted) {
                audit.note(session.accountId(), AuditAction.CONTACT_ERASED, subject(session, user), Change.NONE);
            }
            return wasContact || wasNoted;
        });
        // also when nothing was there: what follows an earlier erasure may not have been done
        tell.accept(new ContactErased(session, user));
        gateways.of(session).forget(session, user);
        if (erased) {
            LOG.info(() -> "a contact of session " + session.id() + " was erased" + audit.by());
            tell.accept(new ContactsChanged(session));
        }
    }

    private static Subject subject(Session session, long user) {
        return new Subject("contact", session.id() + "/" + user);
    }
}
