package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.security.Vault;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.HandoverNotes;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Pace;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.WaitCause;

/** Sends through Telegram's Bot API. Its rules: the room's package-info. */
@ApplicationScoped
public class BotApiGateway implements TelegramGateway {
    private static final Logger LOG = Logger.getLogger(BotApiGateway.class.getName());

    private static final Duration CATCHING_UP = Duration.ofMillis(300);
    private static final Duration OUT_OF_REACH = Duration.ofSeconds(3);

    private final Settings settings;
    private final MessageSender post;
    private final Tokens tokens;
    private final Health health;
    private final Threads threads;
    private final TimeSource time;
    private final Consumer<Object> tell;

    @Inject
    BotApiGateway(
            Settings settings,
            MessageSender post,
            Tokens tokens,
            Health health,
            Threads threads,
            TimeSource time,
            Event<Object> events) {
        this(settings, post, tokens, health, threads, time, events::fire);
    }

    BotApiGateway(
            Settings settings,
            MessageSender post,
            Tokens tokens,
            Health health,
            Threads threads,
            TimeSource time,
            Consumer<Object> tell) {
        this.settings = settings;
        this.post = post;
        this.tokens = tokens;
        this.health = health;
        this.threads = threads;
        this.time = time;
        this.tell = tell;
    }

    @Override
    public Session.Via via() {
        return Session.Via.BOTAPI;
    }

    @Override
    public void prepare(Session session, OutgoingMessage message) {
        try {
            tokens.of(session);
            post.prepare(session, message);
        } catch (StorageUnavailable | Vault.Broken e) {
            LOG.log(Level.FINE, e, () -> "session " + session.name() + ": the message is met with that again");
        }
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        try {
            if (!health.hearing().isCaughtUp(session)) {
                return CompletableFuture.completedStage(
                        new SendOutcome.Unreachable(CATCHING_UP, WaitCause.CATCHING_UP));
            }
            var token = tokens.of(session);
            return token.isPresent()
                    ? send(session, token.get(), message)
                    : CompletableFuture.completedStage(new SendOutcome.SessionLost("it has no token; connect it"));
        } catch (StorageUnavailable e) {
            LOG.log(
                    e.level(),
                    () -> "session " + session.name() + " cannot send without the database: " + e.getMessage());
            return CompletableFuture.completedStage(new SendOutcome.Unreachable(OUT_OF_REACH, WaitCause.DATABASE));
        } catch (Vault.Broken e) {
            return CompletableFuture.completedStage(new SendOutcome.SessionLost(e.getMessage()));
        }
    }

    private CompletionStage<SendOutcome> send(Session session, String token, OutgoingMessage message) {
        return post.post(session, token, message)
                .thenApply(posted -> posted.reply() == null ? posted.outcome() : outcome(posted.reply()))
                .thenCompose(outcome -> noted(session, token, message, outcome));
    }

    private static SendOutcome outcome(Reply reply) {
        if (reply instanceof Reply.NeverLeft never) {
            return new SendOutcome.Unreachable(never.cause().pause(), WaitCause.OUT_OF_REACH);
        } else if (reply instanceof Reply.NoAnswer none) {
            return new SendOutcome.Unknown(none.cause().lostReply());
        }
        return Verdict.of((Reply.Answer) reply);
    }

    /** What others have to know before the outcome is told is written down first, on a thread that may wait. */
    private CompletionStage<SendOutcome> noted(
            Session session, String token, OutgoingMessage message, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.SessionLost lost) {
            return threads.later(() -> noteLoss(session, token, lost)).thenApply(done -> outcome);
        }
        return Incoming.toldBy(outcome, message.recipient(), time.now())
                .map(happening -> threads.later(() -> tell.accept(new Incoming(session, List.of(happening))))
                        .thenApply(done -> outcome))
                .orElseGet(() -> CompletableFuture.completedStage(outcome));
    }

    private void noteLoss(Session session, String token, SendOutcome.SessionLost lost) {
        // a limited one has a good token, and what people write to it still comes
        if (lost.loss() == SendOutcome.Loss.DISCONNECTED) {
            health.lost(session, token, lost.cause());
        }
    }

    /** What waits for a connection, or for its turn on the wire. A file that is half out goes on. */
    @Override
    public CompletableFuture<Void> recall(Session session, long reference) {
        return post.recall(reference);
    }

    @Override
    public CompletionStage<Boolean> probe(Session session) {
        try {
            return tokens.of(session).map(post::answers).orElseGet(() -> CompletableFuture.completedStage(true));
        } catch (StorageUnavailable e) {
            return CompletableFuture.completedStage(false);
        } catch (Vault.Broken e) {
            // the next message says so, and ends the campaigns
            return CompletableFuture.completedStage(true);
        }
    }

    @Override
    public double rate(Session session) {
        return pace(session).holds();
    }

    @Override
    public int connections() {
        return BotApiClient.CONNECTIONS_FOR_MESSAGES;
    }

    @Override
    public Pace pace(Session session) {
        return Pace.of(
                session,
                session.rate() != null ? session.rate() : settings.telegram().botRate());
    }

    @Override
    public HandoverNotes notes(Session session, long reference, int run) {
        return post.journals().open(reference, run);
    }

    /** A bot cannot read its chats: of what an earlier process had in hand, only its journal tells. */
    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        return post.journals().settle(claims);
    }

    @Override
    public void settled(Session session, long reference, int run) {
        post.journals().settled(reference, run);
    }

    /** A bot cannot list its chats: people become contacts when they write. */
    @Override
    public Stream<Chat> chats(Session session) {
        return Stream.empty();
    }
}
