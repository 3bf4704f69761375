package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/**
 * Copies the chats that a gateway lists to the contacts, in the background. What breaks off is begun again until it is
 * done: after a pause that grows, or at the next start of the server. What an operator ended waits until somebody asks
 * for it.
 */
@ApplicationScoped
public class ContactSync {
    private static final Logger LOG = Logger.getLogger(ContactSync.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final Sessions sessions;
    private final Gateways gateways;
    private final Contacts contacts;
    private final Consumer<Object> tell;
    private final Map<Long, Copying> going = new ConcurrentHashMap<>();

    private final Executor threads;

    private static final class Copying {
        private final AtomicLong copied = new AtomicLong();
        private volatile boolean wanted = true;
        private volatile boolean askedFor;
        private Thread thread;

        synchronized void begins() {
            thread = Thread.currentThread();
        }

        /** It may wait for hours as Telegram wishes, so it is woken. */
        synchronized void stop() {
            wanted = false;
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** What was meant for it does not reach what its thread does next. */
        synchronized void ends() {
            thread = null;
            if (!wanted) {
                Thread.interrupted();
            }
        }
    }

    @Inject
    ContactSync(
            Sessions sessions,
            Gateways gateways,
            Contacts contacts,
            Event<Object> events,
            @CopyThreads Executor threads) {
        this(sessions, gateways, contacts, events::fire, threads);
    }

    public ContactSync(
            Sessions sessions, Gateways gateways, Contacts contacts, Consumer<Object> tell, Executor threads) {
        this.sessions = sessions;
        this.gateways = gateways;
        this.contacts = contacts;
        this.tell = tell;
        this.threads = threads;
    }

    /** Begins, unless it goes on already: somebody asks for it. */
    @Needs(Role.OPERATOR)
    public void start(Session session) {
        sessions.wantSync(session);
        begin(session);
    }

    /** The server starts: what was not done is begun again. */
    public void goOn() {
        sessions.toSync().forEach(this::begin);
    }

    private void begin(Session session) {
        var fresh = new Copying();
        var copying = going.merge(session.id(), fresh, (other, it) -> {
            other.askedFor = true;
            return other;
        });
        if (copying == fresh) {
            run(session, fresh);
        }
    }

    private void run(Session session, Copying copying) {
        try {
            threads.execute(() -> copy(session, copying));
        } catch (RejectedExecutionException e) {
            going.remove(session.id(), copying);
            LOG.log(Level.WARNING, e, () -> "session " + session.id() + ": its chats are copied after the next start");
        }
    }

    /** Whoever asked for it while it ended may have come too late for it: what is still wanted is begun again. */
    private void end(Session session, Copying copying) {
        var fresh = new Copying();
        var next = going.computeIfPresent(
                session.id(), (id, now) -> now != copying ? now : copying.askedFor ? fresh : null);
        if (next == fresh) {
            run(session, fresh);
        }
    }

    /** Ends it at once, until somebody asks for it again; what was copied stays. */
    @Needs(Role.OPERATOR)
    public void stop(Session session) {
        sessions.stopSync(session);
        Optional.ofNullable(going.remove(session.id())).ifPresent(Copying::stop);
    }

    /** How many chats were copied so far; empty when none are being copied. */
    public Optional<Long> progress(Session session) {
        return Optional.ofNullable(going.get(session.id())).map(copying -> copying.copied.get());
    }

    /** Whether everybody who wrote to the account before it was connected is a contact. */
    public boolean isComplete(Session session) {
        return !session.listsItsChats() || !sessions.needsSync(session);
    }

    private void copy(Session session, Copying copying) {
        copying.begins();
        try {
            var pause = FIRST_PAUSE;
            while (copying.wanted && !isDone(session, copying)) {
                Thread.sleep(pause.toMillis());
                pause = pause.compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            }
        } catch (InterruptedException e) {
            LOG.info(() -> "session " + session.id() + ": copying its chats was ended after " + copying.copied);
        } finally {
            copying.ends();
            end(session, copying);
            tell.accept(new ContactsChanged(session));
        }
    }

    /** @return false when it broke off, to be begun again: what was copied twice is there once */
    private boolean isDone(Session session, Copying copying) throws InterruptedException {
        copying.copied.set(0);
        try {
            if (sessions.toSync().stream().noneMatch(wanted -> wanted.id() == session.id())) {
                // lost meanwhile, or not wanted any more
                return true;
            }
            try (var chats = gateways.of(session).chats(session)) {
                contacts.sync(
                        session,
                        chats.takeWhile(chat -> copying.wanted).peek(chat -> copying.copied.incrementAndGet()));
            }
            if (copying.wanted) {
                sessions.synced(session);
                LOG.info(() -> "session " + session.id() + ": " + copying.copied + " chats are contacts");
            }
            return true;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "session " + session.id() + ": copying its chats broke off after " + copying.copied
                            + "; it is begun again");
            return false;
        }
    }
}
