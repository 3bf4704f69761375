package org.reprise.telegram.tdlib;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;

/** The logins that are open in this process, by Reprise's session. */
@ApplicationScoped
class TdSessions {
    private static final Logger LOG = Logger.getLogger(TdSessions.class.getName());

    /** TDLib itself waits eight seconds for a database that another process is about to let go of. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final Settings settings;
    private final TdClients tdlib;
    private final Secrets secrets;
    private final Sessions sessions;
    private final ScheduledExecutorService threads;
    private final SenderReach reach;
    private final Consumer<Object> tell;
    private final Map<Long, TdSession> open = new ConcurrentHashMap<>();

    @Inject
    TdSessions(
            Settings settings,
            TdClients tdlib,
            Secrets secrets,
            Sessions sessions,
            @TdThreads ScheduledExecutorService threads,
            SenderReach reach,
            Event<Object> events) {
        this(settings, tdlib, secrets, sessions, threads, reach, events::fire);
    }

    TdSessions(
            Settings settings,
            TdClients tdlib,
            Secrets secrets,
            Sessions sessions,
            ScheduledExecutorService threads,
            SenderReach reach,
            Consumer<Object> tell) {
        this.reach = reach;
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
     * @throws TdMissing when there is no library for this machine
     * @throws Vault.Broken when its key was sealed with another one; the loss is noted
     * @throws org.reprise.storage.StorageUnavailable when it cannot be looked up
     * @throws TdClosed when the server is stopping
     */
    Optional<TdSession> of(Session session) {
        var known = open.get(session.id());
        try {
            return known != null ? Optional.of(known) : opened(session);
        } catch (Vault.Broken e) {
            later(session, Duration.ZERO, () -> note(session, SessionState.LOST, e.getMessage()));
            throw e;
        }
    }

    /** Closes all of them, and what they have open in the data directory: the next server may begin there. */
    void close() {
        tdlib.close();
    }

    /** As {@link #of}, as soon as it can be looked up: what people write to it must be heard. */
    void open(Session session) {
        try {
            of(session);
        } catch (StorageUnavailable e) {
            LOG.log(e.level(), "Session {0} cannot be opened yet: {1}", new Object[] {session.name(), e.getMessage()});
            later(session, AGAIN_AFTER, () -> open(session));
        }
    }

    private Optional<TdSession> opened(Session session) {
        return Optional.ofNullable(open.computeIfAbsent(
                session.id(),
                id -> TdDatabase.of(settings, session, secrets)
                        .map(database -> begin(session, database, true))
                        .orElse(null)));
    }

    /** One that is not open is heard once it is; nothing is sent before. */
    Hearing hearing(Session session) {
        var login = open.get(session.id());
        return login == null ? new Hearing.Listening() : login.hearing();
    }

    /** A login to be made, in a database of its own; the session's stays as it is. */
    TdSession beginLogin(Session session) {
        return begin(session, TdDatabase.create(settings, session), false);
    }

    private TdSession begin(Session session, TdDatabase database, boolean established) {
        return new TdSession(tdlib, database, established, settings, threads, new TdSession.Owner() {
            @Override
            public void keep(List<Incoming.Happening> happenings) {
                tell.accept(new Incoming(session, happenings));
            }

            @Override
            public void inTouch(boolean inTouch) {
                TdSessions.this.inTouch(session, inTouch);
            }

            @Override
            public void lost(TdSession login, String why) {
                TdSessions.this.lost(session, login, why);
            }

            @Override
            public void gone(TdSession login, String why) {
                TdSessions.this.gone(session, login, why);
            }
        });
    }

    /**
     * Makes a login the session's own.
     *
     * @return the one before it
     */
    Optional<TdSession> adopt(Session session, TdSession login) {
        var before = before(session);
        login.database.keep(session, secrets);
        open.put(session.id(), login);
        return before;
    }

    private Optional<TdSession> before(Session session) {
        try {
            return opened(session);
        } catch (Vault.Broken e) {
            LOG.log(Level.INFO, "What session {0} was before nobody can read: {1}", new Object[] {
                session.name(), e.getMessage()
            });
            return Optional.empty();
        }
    }

    /** Forgets the session's login, which its caller ends. Nobody opens it again: its secrets are destroyed first. */
    Optional<TdSession> forget(Session session) {
        // a key that does not open it is no loss any more
        var known = opened(session);
        reach.forget(session);
        open.compute(session.id(), (id, login) -> {
            secrets.destroy(session);
            return null;
        });
        return known;
    }

    private void inTouch(Session session, boolean inTouch) {
        if (inTouch) {
            boolean was = reach.outOfReach().contains(session);
            reach.hears(session);
            LOG.log(was ? Level.INFO : Level.FINE, "Session {0} is in touch with Telegram again", session.name());
        } else if (reach.hearsNothing(session)) {
            LOG.log(
                    Level.WARNING,
                    "Session {0} has no connection to Telegram. Look whether this machine, or its proxy, reaches it",
                    session.name());
        }
    }

    private void lost(Session session, TdSession login, String why) {
        reach.forget(session);
        LOG.log(Level.WARNING, "Session {0} is lost to TDLib: {1}", new Object[] {session.name(), why});
        if (!open.remove(session.id(), login)) {
            return;
        }
        later(session, Duration.ZERO, () -> bury(session, login, why));
    }

    /** Opens it again, at the latest when it is asked for. */
    private void gone(Session session, TdSession login, String why) {
        if (open.remove(session.id(), login)) {
            LOG.log(Level.WARNING, "TDLib is without session {0} for now: {1}", new Object[] {session.name(), why});
            login.close();
            later(session, AGAIN_AFTER, () -> open(session));
        }
    }

    /** On a thread that may wait; not at all when the server stops before. */
    void later(Session session, Duration delay, Runnable work) {
        try {
            threads.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            LOG.log(Level.WARNING, "Session " + session.name() + " is as it was", e);
                        }
                    },
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The server is stopping, and its sessions with it", e);
        }
    }

    void note(Session session, SessionState state, String why) {
        sessions.change(session.id(), state, why).ifPresent(status -> tell.accept(new SessionStateChanged(status)));
    }

    private void bury(Session session, TdSession login, String why) {
        note(session, SessionState.LOST, why);
        if (!why.equals(TdSession.LOGGED_OUT)) {
            login.close();
            return;
        }
        secrets.destroy(session);
        end(login);
    }

    void end(TdSession login) {
        try {
            login.end();
        } catch (InterruptedException e) {
            // the server is stopping; without its key the database is of no use to anybody, and goes at the next start
            Thread.currentThread().interrupt();
        }
    }
}
