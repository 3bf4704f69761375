package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry;
import org.reprise.audience.ContactList;
import org.reprise.telegram.Session;

/** How far a new account is: a sender, people, a campaign. What a demonstration brought does not count as its own. */
@ApplicationScoped
public class FirstSteps {
    private final SessionService sessions;
    private final ContactList contacts;
    private final KnownCampaigns campaigns;
    private final Audit audit;

    @Inject
    public FirstSteps(SessionService sessions, ContactList contacts, KnownCampaigns campaigns, Audit audit) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.audit = audit;
    }

    /**
     * @param sender whether there is one, a sandbox too
     * @param people whether one of them has contacts, other than those that the demonstration's sandbox came with
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
        var written = campaigns.all();
        long shown = written.stream()
                .filter(each -> plays(each.session(), demonstration))
                .count();
        boolean isOwn = shown > 1 || written.size() > shown;
        return new Done(
                !all.isEmpty(),
                all.stream().anyMatch(each -> hasPeople(each, demonstration)),
                isOwn,
                shown > 0,
                written.isEmpty());
    }

    private boolean hasPeople(Session session, String demonstration) {
        return plays(session, demonstration) ? isImportedInto(session) : contacts.hasAny(session);
    }

    private boolean isImportedInto(Session session) {
        return audit.has(
                session.accountId(), AuditAction.CONTACTS_IMPORTED, AuditEntry.Subject.of("session", session.id()));
    }

    private static boolean plays(Session session, String demonstration) {
        return session.isSandbox() && session.name().equals(demonstration);
    }
}
