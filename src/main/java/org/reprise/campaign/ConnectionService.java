package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.ContactSync;
import org.reprise.delivery.run.SendEngine;
import org.reprise.session.SessionLane;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.Connectors;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Identity;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Pace;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionConnector;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.Sessions;

/** Connects sessions and takes leave of them. A use case that is refused changes nothing. */
@ApplicationScoped
public class ConnectionService {
    private static final Logger LOG = Logger.getLogger(ConnectionService.class.getName());

    private final Sessions sessions;
    private final Connectors connectors;
    private final SessionLanes lanes;
    private final CampaignRegistry registry;
    private final SendEngine engine;
    private final ContactSync sync;
    private final Consumer<Object> tell;

    /**
     * Of which storage may say that they are ready, while what belongs to it here failed: their login is done again.
     */
    private final Set<Long> halfReady = ConcurrentHashMap.newKeySet();

    @Inject
    ConnectionService(
            Sessions sessions,
            Connectors connectors,
            SessionLanes lanes,
            CampaignRegistry registry,
            SendEngine engine,
            ContactSync sync,
            Event<Object> events) {
        this(sessions, connectors, lanes, registry, engine, sync, events::fire);
    }

    public ConnectionService(
            Sessions sessions,
            Connectors connectors,
            SessionLanes lanes,
            CampaignRegistry registry,
            SendEngine engine,
            ContactSync sync,
            Consumer<Object> tell) {
        this.sessions = sessions;
        this.connectors = connectors;
        this.lanes = lanes;
        this.registry = registry;
        this.engine = engine;
        this.sync = sync;
        this.tell = tell;
    }

    /** Oldest first. */
    public List<SessionStatus> all() {
        return sessions.statuses();
    }

    /**
     * Oldest first, from the first with an id above {@code after}.
     *
     * @param accountId null: of all accounts that the caller may see
     */
    public List<SessionStatus> page(Long accountId, long after, int size) {
        return sessions.statuses(accountId, after, size);
    }

    /** @throws CampaignRefused unknown */
    public SessionStatus find(long id) {
        return sessions.status(id)
                .orElseThrow(() ->
                        CampaignRefused.unknown(null, LocalizedMessage.of("session.unknown.id", String.valueOf(id))));
    }

    /**
     * By its name.
     *
     * @throws CampaignRefused unknown
     */
    public SessionStatus find(long accountId, String name) {
        return sessions.find(accountId, name)
                .map(session -> find(session.id()))
                .orElseThrow(() -> CampaignRefused.unknown(null, SessionService.unknown(name)));
    }

    /** The account's session with that phone number. */
    public Optional<SessionStatus> ofPhone(long accountId, String phone) {
        return sessions.statuses().stream()
                .filter(status -> status.session().accountId() == accountId
                        && (phone.equals(status.session().phone())
                                || phone.equals(status.session().name())))
                .findFirst();
    }

    /**
     * Begins to connect a new session, or again one that was lost, disconnected, or never came to the end of its login.
     * A sandbox is connected at once.
     *
     * @throws CampaignRefused conflict when the name is taken or the session is ready; invalid
     * @throws LoginRefused when Telegram does not take the credential; a session that was not there before is not there
     *     after it either
     */
    @Needs(Role.OWNER)
    public LoginStep connect(ConnectionDraft draft, Credential credential) {
        SessionService.checkName(draft.name());
        var known = sessions.find(draft.accountId(), draft.name());
        known.ifPresent(session -> refuseTaken(draft, session));
        var session = known.orElseGet(() -> sessions.open(draft.accountId(), draft.name(), draft.kind(), draft.via()));
        if (session.isSandbox()) {
            var identity = new Identity(session.id(), null, null);
            ready(session, identity);
            return new LoginStep.Connected(identity);
        }
        try {
            return took(session, connectorOf(session).connect(session, credential));
        } catch (RuntimeException e) {
            if (known.isEmpty()) {
                sessions.forget(session.id());
            }
            throw e;
        }
    }

    private void refuseTaken(ConnectionDraft draft, Session session) {
        boolean same = session.kind() == draft.kind() && session.via() == draft.via();
        if (!same) {
            throw CampaignRefused.conflict(LocalizedMessage.of("session.taken", draft.name()));
        }
        refuseReady(find(session.id()));
    }

    /**
     * Shows what Telegram asked for, or begins the login of a known session anew.
     *
     * @throws CampaignRefused unknown; conflict when it is ready
     * @throws LoginRefused when Telegram does not take the credential
     */
    @Needs(Role.OWNER)
    public LoginStep goOn(long id, Credential credential) {
        var status = find(id);
        refuseReady(status);
        return took(status.session(), connectorOf(status.session()).connect(status.session(), credential));
    }

    /**
     * Where the login stands.
     *
     * @throws CampaignRefused unknown
     * @throws LoginRefused not awaited
     */
    @Needs(Role.OWNER)
    public LoginStep step(long id) {
        var status = find(id);
        var step = connectorOf(status.session()).step(status.session());
        return isWhollyReady(status) ? step : took(status.session(), step);
    }

    /**
     * What another device scans to log the session in, if that is awaited. Changes nothing: {@link #step} goes on once
     * it was scanned.
     *
     * @throws CampaignRefused unknown
     */
    @Needs(Role.OWNER)
    public Optional<LoginStep.ScanNeeded> scan(long id) {
        var session = find(id).session();
        var scan = connectors.of(session).flatMap(connector -> connector.scan(session));
        if (scan.isPresent()) {
            sessions.noteCodeShown(session);
        }
        return scan;
    }

    private LoginStep took(Session session, LoginStep step) {
        if (step instanceof LoginStep.Connected connected) {
            refuseSomebodyElse(session, connected.identity());
            ready(session, connected.identity());
        } else {
            change(session, SessionState.CONNECTING, null);
        }
        return step;
    }

    /** A session keeps its contacts, so it stays with its Telegram user; two for one user would be twice as fast. */
    private void refuseSomebodyElse(Session session, Identity identity) {
        var mine = find(session.id()).telegramId();
        var taken = sessions.othersOf(identity.userId(), session.id()).stream()
                .filter(other -> other.state() != SessionState.DISCONNECTED)
                .map(SessionStatus::session)
                .findFirst();
        if (mine == null || mine == identity.userId()) {
            if (taken.isEmpty()) {
                return;
            }
            connectorOf(session).disconnect(session);
            throw CampaignRefused.conflict(
                    taken.get().accountId() == session.accountId()
                            ? LocalizedMessage.of("session.twice", taken.get().name())
                            : LocalizedMessage.of("session.twice.elsewhere"));
        }
        connectorOf(session).disconnect(session);
        change(session, SessionState.DISCONNECTED, null);
        throw CampaignRefused.conflict(LocalizedMessage.of("session.other", session.name()));
    }

    private boolean isWhollyReady(SessionStatus status) {
        return status.isConnected() && !halfReady.contains(status.session().id());
    }

    private void refuseReady(SessionStatus status) {
        if (isWhollyReady(status)) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("session.ready", status.session().name()));
        }
    }

    private void ready(Session session, Identity identity) {
        halfReady.add(session.id());
        var status = sessions.connected(session.id(), identity);
        LOG.info(() ->
                "session " + session.id() + " is ready: " + session.kind() + " via " + session.via() + sessions.by());
        connectors.of(session).ifPresent(connector -> connector.open(status.session()));
        if (session.listsItsChats()) {
            sync.start(session);
        }
        halfReady.remove(session.id());
        tell.accept(new SessionStateChanged(status));
    }

    /**
     * Logs the session out and destroys its secrets. Contacts and campaigns stay, and so does its name.
     *
     * @throws CampaignRefused unknown; conflict while one of its campaigns runs
     */
    @Needs(Role.OWNER)
    public void disconnect(long id) {
        var session = find(id).session();
        var running = running(session);
        if (!running.isEmpty()) {
            throw CampaignRefused.conflict(LocalizedMessage.of(
                    "session.running",
                    session.name(),
                    String.valueOf(running.get(0).id())));
        }
        sync.stop(session);
        connectors.of(session).ifPresent(connector -> connector.disconnect(session));
        change(session, SessionState.DISCONNECTED, null);
    }

    /**
     * How fast the session may send, from the next message on. Gateways keep Telegram's own limits all the same.
     *
     * @param rate messages a second, from 0.01 to 1,000; null: the default of its kind
     * @throws CampaignRefused unknown, invalid
     */
    @Needs(Role.OWNER)
    public Session pace(long id, Double rate, boolean paidBroadcast) {
        var known = find(id).session();
        if (paidBroadcast && !known.mayPay()) {
            throw CampaignRefused.invalid("paid_broadcast", LocalizedMessage.of("session.paid", known.name()));
        }
        if (rate != null && !(rate >= 0.01 && rate <= 1000)) {
            throw CampaignRefused.invalid("rate", LocalizedMessage.of("session.rate"));
        }
        var session = sessions.pace(id, rate, paidBroadcast);
        lanes.paced(session);
        running(session).forEach(campaign -> engine.paceChanged(campaign.id()));
        LOG.info(() -> "session " + id + " sends " + lanes.gateway(session).rate(session) + " messages a second"
                + sessions.by());
        return session;
    }

    /** As the session's gateway has it now. */
    public Pace rate(Session session) {
        return lanes.gateway(session).pace(session);
    }

    /** What this installation lacks before a session of that gateway can be connected, as far as that is known. */
    public Optional<SessionConnector.Missing> missing(Session.Via via) {
        return connectors.of(via).flatMap(SessionConnector::missing);
    }

    /** By what name people find the session on Telegram, without @, as far as that is known. */
    public Optional<String> username(Session session) {
        return connectors.of(session).flatMap(connector -> connector.username(session));
    }

    /** Why the session sends nothing for a while. */
    public Optional<SessionLane.Pause> pause(Session session) {
        var lane = lanes.of(session);
        return lane.pause(lane.nanos());
    }

    private List<Campaign> running(Session session) {
        return registry.all().stream()
                .filter(campaign -> campaign.isRunning() && campaign.session().id() == session.id())
                .toList();
    }

    private void change(Session session, SessionState state, String detail) {
        sessions.change(session.id(), state, detail).ifPresent(status -> {
            LOG.info(() -> "session " + session.id() + " is " + state + sessions.by());
            tell.accept(new SessionStateChanged(status));
        });
    }

    private SessionConnector connectorOf(Session session) {
        return connectors
                .of(session)
                .orElseThrow(() -> new LoginRefused(
                        LoginRefused.Reason.NOT_AWAITED, "Session " + session.name() + " needs no login."));
    }
}
