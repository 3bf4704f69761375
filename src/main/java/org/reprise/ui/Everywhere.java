package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reprise.SearchText;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactList;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.campaign.SessionService;
import org.reprise.telegram.Session;

/** Looks for campaigns, people and senders at once, from any page. */
@Named
@RequestScoped
public class Everywhere {
    /** Of a kind: whoever sees that many types another letter. */
    private static final int MOST = 6;

    @Inject
    private CampaignList campaigns;

    @Inject
    private ContactList contacts;

    @Inject
    private SessionService sessions;

    @Inject
    private Words words;

    private String search;
    private List<Group> groups;

    /** What was found of a kind, under its heading. */
    public record Group(String heading, List<Hit> hits) {}

    /**
     * @param detail beside the name, or empty
     * @param path of its page, from the root on
     */
    public record Hit(String name, String detail, String path) {}

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    /** Whether something is looked for, and nothing is like it. */
    public boolean isInVain() {
        return !SearchText.of(search).isEmpty() && getGroups().isEmpty();
    }

    /** Without those of which nothing was found. */
    public List<Group> getGroups() {
        if (groups == null) {
            var text = SearchText.of(search);
            groups = text.isEmpty()
                    ? List.of()
                    : List.of(
                                    new Group(words.of("frame.campaigns"), campaigns(text)),
                                    new Group(words.of("everywhere.people"), people(text)),
                                    new Group(words.of("frame.sessions"), senders(text)))
                            .stream()
                            .filter(group -> !group.hits.isEmpty())
                            .toList();
        }
        return groups;
    }

    private List<Hit> campaigns(String text) {
        return campaigns.page(new Filter(text, null, null, true), Order.CREATED, true, 0, MOST).stream()
                .map(campaign -> new Hit(
                        words.label(campaign),
                        campaign.session().name() + " · " + words.of("status." + campaign.status()),
                        "/campaign?id=" + campaign.id()))
                .toList();
    }

    private List<Hit> people(String text) {
        var hits = new ArrayList<Hit>();
        for (var session : sessions.all()) {
            if (hits.size() < MOST) {
                contacts.search(session, text).contacts().stream()
                        .limit(MOST - hits.size())
                        .map(contact -> hit(session, contact))
                        .forEach(hits::add);
            }
        }
        return hits;
    }

    private Hit hit(Session session, Contact contact) {
        var id = String.valueOf(contact.userId());
        var name = contact.fullName().isBlank() ? id : contact.fullName();
        var username = contact.username() == null ? "" : "@" + contact.username() + " · ";
        var query =
                new AddressQuery().and("session", session.name()).and("q", id).toString();
        return new Hit(name, username + session.name(), "/contacts" + query);
    }

    private List<Hit> senders(String text) {
        var wanted = text.toLowerCase(locale());
        return sessions.all().stream()
                .filter(session -> session.name().toLowerCase(locale()).contains(wanted))
                .limit(MOST)
                .map(session -> new Hit(session.name(), "", "/connections"))
                .toList();
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}
