package org.reprise.telegram.tdlib;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;

/** The logins that are open in this process, by Reprise's session. */
@ApplicationScoped
class TdSessions {
    private static final Logger LOG = Logger.getLogger(TdSessions.class.getName());
    private static final String LOCKED = "Can't lock file";
    private final Settings settings;
    private final Tdlib tdlib;
    private final Secrets secrets;
    private final Sessions sessions;
    private final Executor threads;
    private final Consumer<Object> tell;
    private final Map<Long, TdSession> open = new ConcurrentHashMap<>();

    protected TdSessions() {
        this(null, null, null, null, null, (Consumer<Object>) null);
    }

    @Inject
    TdSessions(
            Settings settings,
            Tdlib tdlib,
            Secrets secrets,
            Sessions sessions,
            @TdThreads Executor threads,
            Event<Object> events) {
        this(settings, tdlib, secrets, sessions, threads, events::fire);
    }

    TdSessions(
            Settings settings,
            Tdlib tdlib,
            Secrets secrets,
            Sessions sessions,
            Executor threads,
            Consumer<Object> tell) {
        this.settings = settings;
        this.tdlib = tdlib;
        this.secrets = secrets;
        this.sessions = sessions;
        this.threads = threads;
        this.tell = tell;
    }

    /**
     * The session's login, opened when it is not yet.
     *
     * @return empty when the session has none
     * @throws TdlibMissing when there is no library for this machine
     */
    Optional<TdSession> of(Session session) {
        var known = open.get(session.id());
        return known != null ? Optional.of(known) : opened(session);
    }

    private Optional<TdSession> opened(Session session) {
        return Optional.ofNullable(open.computeIfAbsent(
                session.id(),
                id -> TdDatabase.of(settings, session, secrets)
                        .map(database -> begin(session, database, true))
                        .orElse(null)));
    }

    /** A login to be made, in a database of its own; the session's stays as it is. */
    TdSession beginLogin(Session session) {
        return begin(session, TdDatabase.create(settings, session), false);
    }

    private TdSession begin(Session session, TdDatabase database, boolean established) {
        var inbox = new Inbox(threads, happenings -> tell.accept(new Incoming(session, happenings)));
        return new TdSession(tdlib, database, established, settings, inbox, (lost, why) -> lost(session, lost, why));
    }

    /**
     * Makes a login the session's own.
     *
     * @return the one before it
     */
    Optional<TdSession> adopt(Session session, TdSession login) {
        var before = of(session);
        login.database.keep(session, secrets);
        open.put(session.id(), login);
        return before;
    }

    /** Forgets the session's login, which its caller ends. */
    Optional<TdSession> forget(Session session) {
        var known = of(session);
        open.remove(session.id());
        return known;
    }

    private void lost(Session session, TdSession login, String why) {
        LOG.log(Level.WARNING, "Session {0} is lost to TDLib: {1}", new Object[] {session.name(), why});
        if (!open.remove(session.id(), login)) {
            return;
        }
        threads.execute(() -> bury(session, login, why));
    }

    /** A locked database is opened when it is asked for again: its holder, an earlier deployment, is about to end. */
    private void bury(Session session, TdSession login, String why) {
        if (!why.contains(LOCKED)) {
            sessions.change(session.id(), SessionState.LOST, why)
                    .ifPresent(status -> tell.accept(new SessionStateChanged(status)));
        }
        if (!why.equals(TdSession.LOGGED_OUT)) {
            login.close();
            return;
        }
        secrets.destroy(session);
        try {
            login.end();
        } catch (InterruptedException e) {
            // the server is stopping; without its key the database is of no use to anybody
            Thread.currentThread().interrupt();
        }
    }
}
