package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.reprise.Settings;
import org.reprise.audience.Contacts;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/** Finds the session that a campaign or an import names; in sandbox mode an unknown name opens a sandbox. */
@ApplicationScoped
public class SessionDesk {
    private final Sessions sessions;
    private final Gateways gateways;
    private final Contacts contacts;
    private final Settings settings;

    protected SessionDesk() {
        this(null, null, null, null);
    }

    @Inject
    public SessionDesk(Sessions sessions, Gateways gateways, Contacts contacts, Settings settings) {
        this.sessions = sessions;
        this.gateways = gateways;
        this.contacts = contacts;
        this.settings = settings;
    }

    /**
     * The session to send with. One that is new gets its contacts from its gateway.
     *
     * @throws CampaignRefused invalid when there is none of that name
     */
    public Session named(String name, long accountId) {
        var session = existingOrSandbox(name, accountId);
        if (sessions.needsSync(session)) {
            try (var chats = gateways.of(session).chats(session)) {
                contacts.sync(session, chats);
            }
            sessions.synced(session);
        }
        return session;
    }

    /**
     * The session to import contacts into. A sandbox that begins with an import holds the imported people alone.
     *
     * @throws CampaignRefused unknown session
     */
    public Session forImport(String name) {
        var known = sessions.find(name);
        if (known.isEmpty() && !settings.sandbox().enabled()) {
            throw CampaignRefused.unknown("There is no session named " + name + "; connect it first.");
        }
        var session = known.orElseGet(() -> existingOrSandbox(name, 1));
        if (known.isEmpty()) {
            sessions.synced(session);
        }
        return session;
    }

    /** Oldest first. */
    public List<Session> all() {
        return sessions.all();
    }

    /** Whether a name that no session has opens a sandbox. */
    public boolean opensSandboxes() {
        return settings.sandbox().enabled();
    }

    public Optional<Session> find(String name) {
        return sessions.find(name);
    }

    private Session existingOrSandbox(String name, long accountId) {
        var known = sessions.find(name);
        if (known.isEmpty() && !settings.sandbox().enabled()) {
            throw CampaignRefused.invalid("There is no session named " + name + "; connect it first.");
        }
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw CampaignRefused.invalid("session must be a name of 1 to 200 characters without control characters.");
        }
        return known.orElseGet(() -> sessions.open(accountId, name, Session.Kind.SANDBOX, Session.Via.SANDBOX));
    }
}
