package org.reprise.telegram.sandbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.access.Caller;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;

/** A Telegram inside this process, to try campaigns without an account. Its rules: the room's package-info. */
@ApplicationScoped
public class SandboxGateway implements TelegramGateway {
    private static final Logger LOG = Logger.getLogger(SandboxGateway.class.getName());
    private final Settings settings;
    private final Replies replies;
    private final TimeSource time;
    /** By what they are kept as. */
    private final Map<String, SandboxSession> sessions = new ConcurrentHashMap<>();

    /** @param time for flood waits and the times of arrival */
    @Inject
    SandboxGateway(Settings settings, Replies replies, TimeSource time) {
        this.settings = settings;
        this.replies = replies;
        this.time = time;
    }

    @Override
    public Session.Via via() {
        return Session.Via.SANDBOX;
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        var telegram = of(session);
        var outcome = telegram.receive(message);
        var delay = telegram.behaviour.replyTime(message);
        boolean inTime = outcome != SandboxSession.NO_REPLY && delay.compareTo(settings.replyTimeout()) <= 0;
        return inTime ? replies.after(delay, outcome) : replies.after(settings.replyTimeout(), SandboxSession.NO_REPLY);
    }

    @Override
    public double rate(Session session) {
        return session.rate() != null ? session.rate() : settings.sandbox().rate();
    }

    /** @throws UncheckedIOException when the inbox cannot be read */
    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        try {
            return of(session).inbox.settle(claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<Chat> chats(Session session) {
        return of(session).population.chats();
    }

    /**
     * What the user received from the session, oldest first.
     *
     * @throws UncheckedIOException when the inbox cannot be read
     */
    public List<InboxMessage> inbox(Session session, long userId) {
        try {
            return of(session).inbox.of(userId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What arrived from the session last, whoever got it; newest first.
     *
     * @param most so many at the most
     * @throws UncheckedIOException when the inbox cannot be read
     */
    public List<InboxMessage> newest(Session session, int most) {
        try {
            return of(session).inbox.newest(most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the inbox cannot be written to */
    @Override
    public void forget(Session session, long userId) {
        try {
            of(session).inbox.forget(userId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SandboxSession of(Session session) {
        return sessions.computeIfAbsent(keptAs(session), name -> new SandboxSession(settings, name, time));
    }

    /**
     * Accounts may have sessions of one name. What people received is found again by that, also when a database was
     * made anew.
     */
    private static String keptAs(Session session) {
        return session.accountId() == Caller.FIRST_ACCOUNT
                ? session.name()
                : session.name() + '\0' + session.accountId();
    }

    /** Everything is in the files already; this gives their handles back before a redeployment. */
    @PreDestroy
    void close() {
        for (var session : sessions.values()) {
            try {
                session.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "An inbox of the sandbox could not be closed", e);
            }
        }
    }
}
