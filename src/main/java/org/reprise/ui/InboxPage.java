package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.primefaces.PrimeFaces;
import org.reprise.audience.Contact;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.InboxService;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Button;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;
import org.reprise.telegram.sandbox.InboxMessage;

/** What arrives in a sandbox, as people see it. Sandbox and person stand in the address. */
@Named
@ViewScoped
public class InboxPage implements Serializable {
    private static final long serialVersionUID = 1;

    /** As many as anybody looks at. */
    private static final int NEWEST = 50;

    private static final int MAX_PEOPLE = 8;

    @Inject
    private InboxService inbox;

    @Inject
    private Words words;

    private String session;
    private Long user;
    private String search;
    private boolean known;
    private transient List<Message> messages;
    private Long newest;

    /**
     * One that arrived.
     *
     * @param name of who got it, or what stands for it
     * @param attached what came with it, in words; empty: nothing
     */
    public record Message(
            long id,
            long recipient,
            String name,
            Instant at,
            String markup,
            String attached,
            List<List<Button>> rows) {}

    /** Someone whose messages can be looked at. */
    public record Person(long id, String name) {}

    /** A sandbox that there is not is an answer of its own, not an error. */
    public void open() {
        try {
            read();
            known = true;
        } catch (CampaignRefused unknown) {
            known = false;
        }
    }

    /** Also for an address whose numbers are none. */
    public void answerUnknown() {
        if (!known) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void read() {
        messages = inbox.newest(session, user, NEWEST).stream()
                .map(received -> message(received.message(), received.recipient()))
                .toList();
        newest = messages.isEmpty() ? null : messages.get(0).id();
    }

    /** Brings what arrived meanwhile; nothing is drawn anew when nothing did. */
    public void look() {
        if (known) {
            var before = newest;
            read();
            if (newest != null && !newest.equals(before)) {
                PrimeFaces.current().ajax().update("inbox:messages");
            }
        }
    }

    private Message message(InboxMessage message, Contact recipient) {
        return new Message(
                message.id(),
                message.recipient(),
                name(message.recipient(), recipient),
                message.at(),
                Bubble.html(parsed(message)),
                attached(message.extras()),
                message.extras().buttons());
    }

    private static FormattedText parsed(InboxMessage message) {
        try {
            return FormattedText.parse(message.text(), message.format());
        } catch (TextFormat.Unparsable written) {
            // the sandbox takes none like that; should an older one have, it is shown as it was written
            return FormattedText.parse(message.text(), TextFormat.PLAIN);
        }
    }

    private String attached(Extras extras) {
        return extras.attachment() == null
                ? ""
                : words.of("extras.kind." + extras.attachment().kind());
    }

    private static String name(long id, Contact contact) {
        return contact != null && contact.called() != null ? contact.called() : String.valueOf(id);
    }

    public boolean isKnown() {
        return known;
    }

    public List<Message> getMessages() {
        if (messages == null && known) {
            read();
        }
        return messages;
    }

    /** Who matches what is searched for; nobody before anything is. */
    public List<Person> getPeople() {
        return search == null || !known
                ? List.of()
                : inbox.people(session, search, MAX_PEOPLE).stream()
                        .map(contact -> new Person(contact.userId(), name(contact.userId(), contact)))
                        .toList();
    }

    /** Whose messages are shown; empty: everybody's. */
    public String getPerson() {
        if (user == null || !known) {
            return "";
        }
        return inbox.people(session, String.valueOf(user), 1).stream()
                .findFirst()
                .map(contact -> name(user, contact))
                .orElseGet(() -> String.valueOf(user));
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public Long getUser() {
        return user;
    }

    public void setUser(Long user) {
        this.user = user;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }
}
