package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;
import org.reprise.Settings;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.audience.Contacts;
import org.reprise.message.VisibleText;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.Sessions;

/** Finds the session that a campaign or an import names; in sandbox mode an unknown name opens a sandbox. */
@ApplicationScoped
public class SessionService {
    private static final Pattern BOT_TOKEN = Pattern.compile("\\d{3,}:[\\w-]{15,}");

    private final Sessions sessions;
    private final Gateways gateways;
    private final Contacts contacts;
    private final Settings settings;
    private final LimitedSessions limited;
    private final CurrentCaller caller;
    private final Quotas quotas;

    @Inject
    public SessionService(
            Sessions sessions,
            Gateways gateways,
            Contacts contacts,
            Settings settings,
            LimitedSessions limited,
            CurrentCaller caller,
            Quotas quotas) {
        this.sessions = sessions;
        this.gateways = gateways;
        this.contacts = contacts;
        this.settings = settings;
        this.limited = limited;
        this.caller = caller;
        this.quotas = quotas;
    }

    /**
     * The session to send with. A sandbox that is new gets its contacts from its gateway; others got theirs when they
     * were connected, and from what people write since.
     *
     * @throws CampaignRefused invalid when the account has none of that name
     */
    public Session named(String name, long accountId) {
        var session = existingOrSandbox(name, accountId);
        if (session.isSandbox() && sessions.needsSync(session)) {
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
    @Needs(Role.OPERATOR)
    public Session forImport(String name) {
        requireImportable(name);
        var known = find(name);
        var session = known.orElseGet(() -> existingOrSandbox(name, caller.account()));
        if (known.isEmpty()) {
            sessions.synced(session);
        }
        return session;
    }

    /**
     * Refuses what {@link #forImport} would, and opens nothing.
     *
     * @throws CampaignRefused unknown session
     */
    public void requireImportable(String name) {
        if (find(name).isPresent()) {
            return;
        }
        checkName(name);
        if (!opensSandboxes()) {
            throw CampaignRefused.unknown("session", unknown(name));
        }
    }

    /**
     * Whose thing it is to be that a session of this name sends, where nobody said so: the caller's; for whoever may
     * name any account, the session's.
     */
    public long accountOf(String name) {
        return find(name).map(Session::accountId).orElseGet(caller::account);
    }

    /** Of the caller's account; oldest first. */
    public List<Session> all() {
        return sessions.all();
    }

    /** Whether a name that no session has opens a sandbox. */
    public boolean opensSandboxes() {
        return switch (settings.sandbox().opening()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case UNTIL_CONNECTED -> all().stream().allMatch(Session::isSandbox);
        };
    }

    /** As {@link Sessions#find(String)}. */
    public Optional<Session> find(String name) {
        // no database can be asked for what none can hold
        return VisibleText.isStorable(name) ? sessions.find(name) : Optional.empty();
    }

    /** Of the caller's account. */
    public Optional<Session> find(long id) {
        return sessions.find(id);
    }

    private Optional<Session> find(long accountId, String name) {
        return VisibleText.isStorable(name) ? sessions.find(accountId, name) : Optional.empty();
    }

    /** A name is shown everywhere, so whoever gives a token for one is told, and it is kept nowhere. */
    static void checkName(String name) {
        if (!VisibleText.isName(name)) {
            throw CampaignRefused.invalid("session", LocalizedMessage.of("session.name"));
        }
        if (BOT_TOKEN.matcher(name).find()) {
            throw CampaignRefused.invalid("session", LocalizedMessage.of("session.name.token"));
        }
    }

    /** That there is no session of that name, which is not repeated where it is a token. */
    public static LocalizedMessage unknown(String name) {
        return BOT_TOKEN.matcher(name).find()
                ? LocalizedMessage.of("session.name.token")
                : LocalizedMessage.of("session.unknown", name);
    }

    boolean isLimited(Session session) {
        return limited.isLimited(session);
    }

    /** An operator sends with it again, so the limit that Telegram set is taken to be over. */
    void tryAgain(Session session) {
        limited.tryAgain(session);
    }

    /**
     * Refuses what would send with a session that cannot.
     *
     * @throws CampaignRefused conflict, with what to do
     */
    public void requireReady(Session session) {
        hindrance(session).ifPresent(why -> {
            throw CampaignRefused.conflict(why);
        });
    }

    /** Why it cannot send now; empty when it can. */
    Optional<LocalizedMessage> hindrance(Session session) {
        var status = sessions.status(session.id()).orElseThrow();
        if (status.state() == SessionState.LOST) {
            return Optional.of(LocalizedMessage.of("session.lost", session.name(), String.valueOf(status.detail())));
        }
        return status.isConnected()
                ? Optional.empty()
                : Optional.of(LocalizedMessage.of("session.unconnected", session.name()));
    }

    /**
     * One that is there, for whoever only asks.
     *
     * @throws CampaignRefused invalid: no such session
     */
    Session existing(String name, long accountId) {
        return find(accountId, name).orElseThrow(() -> CampaignRefused.invalid("session", unknown(name)));
    }

    private Session existingOrSandbox(String name, long accountId) {
        var known = find(accountId, name);
        if (known.isPresent() || !opensSandboxes()) {
            return existing(name, accountId);
        }
        checkName(name);
        quotas.sandbox();
        return sessions.open(accountId, name, Session.Kind.SANDBOX, Session.Via.SANDBOX);
    }
}
