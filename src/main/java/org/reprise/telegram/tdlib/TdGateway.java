package org.reprise.telegram.tdlib;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Pace;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.StoredFiles;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.WaitCause;

/** Sends through TDLib. */
@ApplicationScoped
public class TdGateway implements TelegramGateway {
    private static final Logger LOG = Logger.getLogger(TdGateway.class.getName());
    private static final Duration OUT_OF_REACH = Duration.ofSeconds(3);

    private final Settings settings;
    private final TdSessions sessions;
    private final Sender sender;

    /** By reference, what TDLib has not answered. */
    private final Map<Long, Set<CompletableFuture<SendOutcome>>> unanswered = new ConcurrentHashMap<>();

    @Inject
    TdGateway(Settings settings, TdSessions sessions, TdClients tdlib, StoredFiles files) {
        this.settings = settings;
        this.sessions = sessions;
        this.sender = new Sender(tdlib, files);
    }

    @Override
    public Session.Via via() {
        return Session.Via.TDLIB;
    }

    @Override
    public void prepare(Session session, OutgoingMessage message) {
        try {
            sessions.of(session).ifPresent(login -> sender.prepare(login, message));
        } catch (TdMissing | Vault.Broken | StorageUnavailable | TdClosed e) {
            LOG.log(Level.FINE, e, () -> "session " + session.name() + ": the message is met with that again");
        }
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        try {
            return sessions.of(session)
                    .map(login -> noted(message, sender.send(login, session, message, patience(session))))
                    .orElseGet(() -> answered(new SendOutcome.SessionLost("it is not connected; connect it")));
        } catch (TdMissing | Vault.Broken e) {
            return answered(new SendOutcome.SessionLost(e.getMessage()));
        } catch (StorageUnavailable e) {
            return answered(new SendOutcome.Unreachable(OUT_OF_REACH, WaitCause.DATABASE));
        } catch (TdClosed e) {
            return answered(new SendOutcome.Unreachable(OUT_OF_REACH, WaitCause.STOPPING));
        }
    }

    private CompletableFuture<SendOutcome> noted(OutgoingMessage message, CompletableFuture<SendOutcome> outcome) {
        if (!outcome.isDone()) {
            var going = unanswered.computeIfAbsent(message.reference(), unused -> ConcurrentHashMap.newKeySet());
            going.add(outcome);
            outcome.whenComplete((told, never) -> going.remove(outcome));
        }
        return outcome;
    }

    /**
     * TDLib takes nothing back for certain, and may hold a message through a flood wait: only its answers tell that
     * nothing leaves any more, each of which comes in its time.
     */
    @Override
    public CompletableFuture<Void> recall(Session session, long reference) {
        var going = unanswered.getOrDefault(reference, Set.of());
        return CompletableFuture.allOf(going.toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<SendOutcome> answered(SendOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    /** TDLib waits out short flood waits by itself, and says nothing meanwhile. */
    private Duration patience(Session session) {
        return settings.replyTimeout().plusSeconds(session.kind() == Session.Kind.BOT ? 8 : 60);
    }

    @Override
    public double rate(Session session) {
        return pace(session).holds();
    }

    @Override
    public Pace pace(Session session) {
        var telegram = settings.telegram();
        double usual = session.kind() == Session.Kind.BOT ? telegram.botRate() : telegram.userRate();
        return Pace.of(session, session.rate() != null ? session.rate() : usual);
    }

    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        try {
            return sessions.of(session)
                    .map(login -> new Reconciliation(login, session.kind()).of(claims))
                    .orElseGet(() -> Reconciliation.unknown(claims));
        } catch (TdMissing | Vault.Broken | TdClosed e) {
            LOG.log(Level.WARNING, "Session {0} cannot tell what became of its messages: {1}", new Object[] {
                session.name(), e.getMessage()
            });
            return Reconciliation.unknown(claims);
        }
    }

    @Override
    public Stream<Chat> chats(Session session) {
        return sessions.of(session)
                .map(login -> new ChatListing(login, session.kind()).chats())
                .orElseThrow(() -> new IllegalStateException("Session " + session.name() + " is not connected"));
    }
}
