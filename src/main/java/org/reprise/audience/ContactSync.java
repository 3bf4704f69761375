package org.reprise.audience;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/**
 * Copies the chats that a gateway lists to the contacts, in the background. One that was interrupted keeps what it has
 * copied, and is simply begun again.
 */
@ApplicationScoped
public class ContactSync {
    private static final Logger LOG = Logger.getLogger(ContactSync.class.getName());

    private final Sessions sessions;
    private final Gateways gateways;
    private final Contacts contacts;
    private final Consumer<Object> tell;
    private final Map<Long, Copying> going = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService containersThreads;

    private final Executor threads;

    private static final class Copying {
        private final AtomicLong copied = new AtomicLong();
        private volatile boolean wanted = true;
    }

    protected ContactSync() {
        this(null, null, null, null, null);
    }

    @Inject
    ContactSync(Sessions sessions, Gateways gateways, Contacts contacts, Event<Object> events) {
        this(sessions, gateways, contacts, events::fire, null);
    }

    public ContactSync(
            Sessions sessions, Gateways gateways, Contacts contacts, Consumer<Object> tell, Executor threads) {
        this.sessions = sessions;
        this.gateways = gateways;
        this.contacts = contacts;
        this.tell = tell;
        this.threads = threads;
    }

    /** Begins, unless it goes on already. */
    public void start(Session session) {
        var copying = new Copying();
        if (going.putIfAbsent(session.id(), copying) == null) {
            (threads == null ? containersThreads : threads).execute(() -> copy(session, copying));
        }
    }

    /** Ends it soon; what was copied stays. */
    public void stop(Session session) {
        Optional.ofNullable(going.get(session.id())).ifPresent(copying -> copying.wanted = false);
    }

    /** How many chats were copied so far; empty when none are being copied. */
    public Optional<Long> progress(Session session) {
        return Optional.ofNullable(going.get(session.id())).map(copying -> copying.copied.get());
    }

    private void copy(Session session, Copying copying) {
        try (var chats = gateways.of(session).chats(session)) {
            contacts.sync(
                    session, chats.takeWhile(chat -> copying.wanted).peek(chat -> copying.copied.incrementAndGet()));
            if (copying.wanted) {
                sessions.synced(session);
            }
            LOG.info(() -> "session " + session.id() + ": " + copying.copied + " chats are contacts"
                    + (copying.wanted ? "" : "; it was interrupted"));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "session " + session.id() + ": copying its chats broke off after " + copying.copied);
        } finally {
            going.remove(session.id());
            tell.accept(new ContactsChanged(session));
        }
    }
}
