package org.reprise.telegram;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Ownership;

/**
 * Hands a message over only while this server has the database: from the moment that another one may have it, nobody
 * hears from this one. GatewaysTest sees to it that no method of the port is forgotten here.
 */
final class GuardedGateway implements TelegramGateway {
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(1);

    private final TelegramGateway gateway;
    private final Ownership ownership;

    GuardedGateway(TelegramGateway gateway, Ownership ownership) {
        this.gateway = gateway;
        this.ownership = ownership;
    }

    @Override
    public Session.Via via() {
        return gateway.via();
    }

    @Override
    public void prepare(Session session, OutgoingMessage message) {
        if (ownership.hindrance().isEmpty()) {
            gateway.prepare(session, message);
        }
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        var hindrance = ownership.hindrance();
        return hindrance.isEmpty()
                ? gateway.send(session, message)
                : CompletableFuture.completedStage(new SendOutcome.Unreachable(
                        UNTIL_ASKED_AGAIN, cause(hindrance.get().kind())));
    }

    private static WaitCause cause(Hindrance.Kind kind) {
        return switch (kind) {
            case NOT_TAKEN -> WaitCause.STOPPING;
            case NOT_CONFIRMED -> WaitCause.DATABASE;
            case FILES_GONE -> WaitCause.FILES_GONE;
            case LOST -> WaitCause.ANOTHER_SERVER;
        };
    }

    @Override
    public CompletionStage<Boolean> probe(Session session) {
        return gateway.probe(session);
    }

    @Override
    public CompletableFuture<Void> recall(Session session, long reference) {
        return gateway.recall(session, reference);
    }

    @Override
    public double rate(Session session) {
        return gateway.rate(session);
    }

    @Override
    public int connections() {
        return gateway.connections();
    }

    @Override
    public Pace pace(Session session) {
        return gateway.pace(session);
    }

    /** @throws org.reprise.storage.StorageUnavailable when it is the new holder's to settle */
    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        ownership.require();
        return gateway.settle(session, claims);
    }

    @Override
    public HandoverNotes notes(Session session, long reference, int run) {
        return gateway.notes(session, reference, run);
    }

    @Override
    public void settled(Session session, long reference, int run) {
        gateway.settled(session, reference, run);
    }

    @Override
    public void forget(Session session, long userId) {
        gateway.forget(session, userId);
    }

    @Override
    public Stream<Chat> chats(Session session) {
        return gateway.chats(session);
    }
}
