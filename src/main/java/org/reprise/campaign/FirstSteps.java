package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.reprise.audience.ContactList;
import org.reprise.telegram.Session;

/** How far a new account is: a sender, people, a campaign. What a demonstration brought does not count as its own. */
@ApplicationScoped
public class FirstSteps {
    private final SessionService sessions;
    private final ContactList contacts;
    private final KnownCampaigns campaigns;

    @Inject
    public FirstSteps(SessionService sessions, ContactList contacts, KnownCampaigns campaigns) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.campaigns = campaigns;
    }

    /**
     * @param sender whether there is one, a sandbox too
     * @param people whether one of them has contacts
     * @param campaign whether one was written
     * @param demonstrated whether the demonstration is there
     * @param fresh whether there is no campaign at all
     */
    public record Done(boolean sender, boolean people, boolean campaign, boolean demonstrated, boolean fresh) {
        public boolean isAll() {
            return sender && people && campaign;
        }
    }

    /** @param demonstration name of the sandbox that the demonstration plays in, with one campaign of its own */
    public Done done(String demonstration) {
        var all = sessions.all();
        var own = all.stream().filter(each -> !plays(each, demonstration)).toList();
        var written = campaigns.all();
        long shown = written.stream()
                .filter(each -> plays(each.session(), demonstration))
                .count();
        boolean isOwn = shown > 1 || written.size() > shown;
        return new Done(!all.isEmpty(), hasPeople(own), isOwn, shown > 0, written.isEmpty());
    }

    private boolean hasPeople(List<Session> among) {
        return among.stream().anyMatch(contacts::hasAny);
    }

    private static boolean plays(Session session, String demonstration) {
        return session.isSandbox() && session.name().equals(demonstration);
    }
}
