package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.UnknownRefusals;

/** Sends through Telegram's Bot API. Its rules: the room's package-info. */
@ApplicationScoped
public class BotApiGateway implements TelegramGateway {
    private static final Logger LOG = Logger.getLogger(BotApiGateway.class.getName());

    /** Telegram's own limits, in messages a second over all chats. */
    private static final double FREE_RATE = 30;

    private static final double PAID_RATE = 1_000;

    private static final Reply CLOSED_MEANWHILE = new Reply.NeverLeft(Call.CONNECTION_BROKE);
    private static final int TRIES = 3;
    private static final Duration OUT_OF_REACH = Duration.ofSeconds(3);

    private final Settings settings;
    private final Wire wire;
    private final Tokens tokens;
    private final Health health;
    private final Threads threads;
    private final Clock clock;
    private final Consumer<Object> tell;
    private final UnknownRefusals unknown = new UnknownRefusals();

    protected BotApiGateway() {
        this(null, null, null, null, null, null, (Consumer<Object>) null);
    }

    @Inject
    BotApiGateway(
            Settings settings,
            Wire wire,
            Tokens tokens,
            Health health,
            Threads threads,
            Clock clock,
            Event<Object> events) {
        this(settings, wire, tokens, health, threads, clock, events::fire);
    }

    BotApiGateway(
            Settings settings,
            Wire wire,
            Tokens tokens,
            Health health,
            Threads threads,
            Clock clock,
            Consumer<Object> tell) {
        this.settings = settings;
        this.wire = wire;
        this.tokens = tokens;
        this.health = health;
        this.threads = threads;
        this.clock = clock;
        this.tell = tell;
    }

    @Override
    public Session.Via via() {
        return Session.Via.BOTAPI;
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        try {
            var token = tokens.of(session);
            return token.isPresent()
                    ? send(session, token.get(), message)
                    : CompletableFuture.completedStage(new SendOutcome.SessionLost("it has no token; connect it"));
        } catch (StorageUnavailable e) {
            return CompletableFuture.completedStage(new SendOutcome.Unreachable(OUT_OF_REACH, "database"));
        } catch (Vault.Broken e) {
            return CompletableFuture.completedStage(new SendOutcome.SessionLost(e.getMessage()));
        }
    }

    private CompletionStage<SendOutcome> send(Session session, String token, OutgoingMessage message) {
        return post(token, body(session, message).build(), TRIES)
                .thenApply(reply -> outcome(session, message, reply))
                .thenCompose(outcome -> noted(session, token, message, outcome));
    }

    /** A kept connection that turns out to be closed cost nothing: nothing left on it. Another one is tried at once. */
    private CompletionStage<Reply> post(String token, JsonObject body, int tries) {
        return wire.post(token, "sendMessage", Json.object(body), settings.replyTimeout())
                .reply()
                .thenCompose(reply -> tries > 1 && reply.equals(CLOSED_MEANWHILE)
                        ? post(token, body, tries - 1)
                        : CompletableFuture.completedStage(reply));
    }

    private static JsonObjectBuilder body(Session session, OutgoingMessage message) {
        var json = Json.object()
                .add("chat_id", message.recipient())
                .add("text", message.text())
                .add("link_preview_options", Json.object().add("is_disabled", true));
        switch (message.format()) {
            case PLAIN -> {}
            case HTML -> json.add("parse_mode", "HTML");
            case MARKDOWN -> json.add("parse_mode", "MarkdownV2");
        }
        if (session.paidBroadcast()) {
            json.add("allow_paid_broadcast", true);
        }
        return json;
    }

    private SendOutcome outcome(Session session, OutgoingMessage message, Reply reply) {
        if (reply instanceof Reply.NeverLeft) {
            return new SendOutcome.Unreachable(OUT_OF_REACH, "Telegram is out of reach");
        } else if (reply instanceof Reply.NoAnswer none) {
            return new SendOutcome.Unknown(none.cause());
        }
        var answer = (Reply.Answer) reply;
        return unknown.judge(session, message, answer.description(), Verdict.of(answer));
    }

    /** What others have to know before the outcome is told is written down first, on a thread that may wait. */
    private CompletionStage<SendOutcome> noted(
            Session session, String token, OutgoingMessage message, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.SessionLost lost) {
            return after(() -> noteLoss(session, token, lost), outcome);
        }
        boolean blocked =
                outcome instanceof SendOutcome.Refused refused && refused.reason() == SendOutcome.Reason.BLOCKED;
        if (blocked) {
            var happening = new Incoming.Blocked(message.recipient(), clock.instant());
            return after(() -> tell.accept(new Incoming(session, List.of(happening))), outcome);
        }
        return CompletableFuture.completedStage(outcome);
    }

    private void noteLoss(Session session, String token, SendOutcome.SessionLost lost) {
        if (lost.cause().contains("PEER_FLOOD")) {
            // its token is good, and what people write to it still comes
            health.troubled(session, lost.cause());
        } else {
            health.lost(session, token, lost.cause());
        }
    }

    /** The outcome, whatever becomes of the work. */
    private CompletionStage<SendOutcome> after(Runnable work, SendOutcome outcome) {
        try {
            return CompletableFuture.runAsync(work, threads.work()).handle((done, failure) -> {
                if (failure != null) {
                    LOG.log(Level.SEVERE, "an answer of Telegram could not be noted", failure);
                }
                return outcome;
            });
        } catch (RejectedExecutionException e) {
            // the server is going down; the next message hears the same from Telegram
            return CompletableFuture.completedStage(outcome);
        }
    }

    @Override
    public double rate(Session session) {
        double wanted =
                session.rate() != null ? session.rate() : settings.telegram().botRate();
        return Math.min(wanted, session.paidBroadcast() ? PAID_RATE : FREE_RATE);
    }

    /** A bot cannot read its chats. */
    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        return claims.stream().collect(Collectors.toMap(Claim::recipient, claim -> new Settlement.Unknown()));
    }

    /** A bot cannot list its chats: people become contacts when they write. */
    @Override
    public Stream<Chat> chats(Session session) {
        return Stream.empty();
    }
}
