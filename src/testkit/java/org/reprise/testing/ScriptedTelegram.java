package org.reprise.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;

/** A gateway whose answers a test decides; it remembers every message that was handed over, and when. */
public final class ScriptedTelegram implements TelegramGateway {
    public record Handed(OutgoingMessage message, long nanos) {}

    public final Queue<Handed> handed = new ConcurrentLinkedQueue<>();
    public final Queue<CompletableFuture<SendOutcome>> open = new ConcurrentLinkedQueue<>();
    public final AtomicInteger recalls = new AtomicInteger();
    private final long people;
    private volatile DoubleSupplier rate = () -> 0;
    private volatile CompletableFuture<Void> recalled = CompletableFuture.completedFuture(null);
    private volatile Supplier<Stream<Chat>> listing = this::everybody;
    private Session.Via via = Session.Via.SANDBOX;
    private volatile Function<OutgoingMessage, CompletionStage<SendOutcome>> script = message -> sent();

    private volatile Function<Claim, Settlement> knowledge = claim -> new Settlement.Unknown();

    private volatile Consumer<OutgoingMessage> preparation = message -> {};

    /** @param people user ids 1 to that */
    public ScriptedTelegram(long people) {
        this.people = people;
    }

    public static CompletionStage<SendOutcome> sent() {
        return CompletableFuture.completedFuture(new SendOutcome.Sent());
    }

    public ScriptedTelegram answering(Function<OutgoingMessage, SendOutcome> answer) {
        script = message -> CompletableFuture.completedFuture(answer.apply(message));
        return this;
    }

    /** Replies stay {@link #open} until the test completes them. */
    public ScriptedTelegram holdingReplies() {
        script = message -> {
            var reply = new CompletableFuture<SendOutcome>();
            open.add(reply);
            return reply;
        };
        return this;
    }

    /** What it knows of messages of an earlier process. */
    public ScriptedTelegram settling(Function<Claim, Settlement> settlements) {
        knowledge = settlements;
        return this;
    }

    /** What it lists, each time it is asked. */
    public ScriptedTelegram listing(Supplier<Stream<Chat>> chats) {
        listing = chats;
        return this;
    }

    /** What was handed over neither comes back when it is recalled, nor tells when it has left. */
    public ScriptedTelegram takingNothingBack() {
        recalled = new CompletableFuture<>();
        return this;
    }

    public ScriptedTelegram via(Session.Via other) {
        via = other;
        return this;
    }

    public ScriptedTelegram atRate(double perSecond) {
        return atRate(() -> perSecond);
    }

    /** Another one whenever it is asked for, perhaps. */
    public ScriptedTelegram atRate(DoubleSupplier perSecond) {
        rate = perSecond;
        return this;
    }

    public List<Long> recipients() {
        return handed.stream().map(each -> each.message.recipient()).toList();
    }

    @Override
    public Session.Via via() {
        return via;
    }

    /** What it does before a message is handed over. */
    public ScriptedTelegram preparing(Consumer<OutgoingMessage> work) {
        preparation = work;
        return this;
    }

    @Override
    public void prepare(Session session, OutgoingMessage message) {
        preparation.accept(message);
    }

    @Override
    public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        handed.add(new Handed(message, System.nanoTime()));
        return script.apply(message);
    }

    @Override
    public CompletableFuture<Void> recall(Session session, long reference) {
        recalls.incrementAndGet();
        return recalled;
    }

    @Override
    public double rate(Session session) {
        return rate.getAsDouble();
    }

    @Override
    public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
        return claims.stream().collect(Collectors.toMap(Claim::recipient, knowledge));
    }

    @Override
    public Stream<Chat> chats(Session session) {
        return listing.get();
    }

    private Stream<Chat> everybody() {
        var wrote = Instant.parse("2026-01-01T00:00:00Z");
        return LongStream.rangeClosed(1, people)
                .mapToObj(id -> new Chat(id, null, "Person " + id, null, null, "en", wrote, wrote));
    }
}
