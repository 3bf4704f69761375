package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactList;
import org.reprise.telegram.Session;
import org.reprise.telegram.sandbox.InboxMessage;
import org.reprise.telegram.sandbox.SandboxGateway;

/** What people of a sandbox received, as they would see it. */
@ApplicationScoped
@Needs(Role.VIEWER)
public class InboxService {
    private final SessionService sessions;
    private final ContactList contacts;
    private final SandboxGateway sandbox;

    @Inject
    public InboxService(SessionService sessions, ContactList contacts, SandboxGateway sandbox) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.sandbox = sandbox;
    }

    /** @param recipient null: no contact any more */
    public record Received(InboxMessage message, Contact recipient) {}

    /**
     * @param name of a sandbox of the caller's account; null is none
     * @throws CampaignRefused unknown: there is none of that name
     */
    public Session sandbox(String name) {
        return Optional.ofNullable(name)
                .flatMap(sessions::find)
                .filter(Session::isSandbox)
                .orElseThrow(() -> CampaignRefused.unknown("session", SessionService.unknown(String.valueOf(name))));
    }

    /**
     * The newest first.
     *
     * @param user null: whoever got it
     * @param most so many at the most
     * @throws CampaignRefused unknown, as above
     */
    public List<Received> newest(String name, Long user, int most) {
        var session = sandbox(name);
        var messages = user == null ? sandbox.newest(session, most) : newestOf(session, user, most);
        var people = contacts.among(
                session,
                messages.stream().map(InboxMessage::recipient).distinct().toList());
        return messages.stream()
                .map(message -> new Received(message, people.get(message.recipient())))
                .toList();
    }

    private List<InboxMessage> newestOf(Session session, long user, int most) {
        var all = sandbox.inbox(session, user);
        var newest = new ArrayList<>(all.subList(Math.max(0, all.size() - most), all.size()));
        Collections.reverse(newest);
        return newest;
    }

    /**
     * Who can be looked for, by the beginning of a name or a whole id.
     *
     * @throws CampaignRefused unknown, as above
     */
    public List<Contact> people(String name, String search, int most) {
        return contacts.search(sandbox(name), search).contacts().stream()
                .limit(most)
                .toList();
    }
}
