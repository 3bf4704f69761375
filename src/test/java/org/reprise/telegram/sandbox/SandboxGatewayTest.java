package org.reprise.telegram.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.Settings;
import org.reprise.message.FormattedText;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.TelegramGatewayContract;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class SandboxGatewayTest extends TelegramGatewayContract {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Settings settings = Sandboxes.settings("REFUSED_PERCENT", "20", "LATENCY_MS", "1");
    private final SandboxGateway gateway = gateway(settings);
    private final Session session = Sandboxes.session("../../etc/Анна's \0 shop");
    private final SandboxBehaviour behaviour = new SandboxBehaviour(
            settings.sandbox(), Chance.of(settings.sandbox().seed(), session.name()));
    private long lastPerson;

    @AfterEach
    void stopTheTimer() {
        timer.shutdownNow();
    }

    @Override
    protected TelegramGateway gateway() {
        return gateway;
    }

    @Override
    protected Session session() {
        return session;
    }

    @Override
    protected long aReachablePerson() {
        lastPerson = person(false, lastPerson + 1);
        return lastPerson;
    }

    @Override
    protected long aRefusedPerson() {
        return person(true, 1);
    }

    @Override
    protected List<String> arrivedAt(long person) {
        return gateway.inbox(session, person).stream()
                .map(message ->
                        FormattedText.parse(message.text(), message.format()).text())
                .toList();
    }

    @Test
    void settlingFindsWhatArrivedAndFreesWhatNeverLeft() throws Exception {
        long written = aReachablePerson();
        long missed = aReachablePerson();
        var claimedAt = Instant.now();
        long id = messageId(send(written, "Hello"));
        var settled = gateway.settle(
                session,
                List.of(
                        new Claim(written, 77, 0, claimedAt, List.of("Hello")),
                        new Claim(missed, 77, 0, claimedAt, List.of("Hello"))));
        assertThat(settled)
                .containsEntry(written, new Settlement.Delivered("Hello", id))
                .containsEntry(missed, new Settlement.NeverLeft());
    }

    @Test
    void itsPeopleAreItsChats() {
        try (var chats = gateway.chats(session)) {
            assertThat(chats.count()).isEqualTo(settings.sandbox().contacts());
        }
    }

    @Test
    void withoutLatencyTheReplyIsThereWhenSendReturns() {
        var instant = gateway(Sandboxes.settings());
        var reply = instant.send(session, message(5));
        assertThat(reply).isCompletedWithValueMatching(SendOutcome.Sent.class::isInstance);
        assertThat(instant.inbox(session, 5))
                .extracting(InboxMessage::id)
                .containsExactly(messageId(reply.toCompletableFuture().join()));
    }

    @Test
    void aMessageHasArrivedBeforeItsReplyComes() {
        var slow = gateway(Sandboxes.settings("LATENCY_MS", "60000"));
        assertThat(slow.send(session, message(5)).toCompletableFuture()).isNotDone();
        assertThat(slow.inbox(session, 5)).extracting(InboxMessage::text).containsExactly("Hello");
    }

    @Test
    void aReplyComesAfterHalfToOneAndAHalfOfTheLatency() throws Exception {
        var late = gateway(Sandboxes.settings("LATENCY_MS", "40"));
        long start = System.nanoTime();
        var reply = late.send(session, message(5)).toCompletableFuture();
        assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.Sent.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void aLostReplyLeavesInDoubtWhetherTheMessageArrivedUntilItIsTriedAgain() throws Exception {
        var keys = Map.of(
                "REPRISE_SANDBOX_LATENCY_MS", "0",
                "REPRISE_SANDBOX_FLOOD_EVERY", "0",
                "REPRISE_SANDBOX_REFUSED_PERCENT", "0",
                "REPRISE_SANDBOX_LOST_REPLIES_PERCENT", "100",
                "REPRISE_REPLY_TIMEOUT_SECONDS", "1");
        var lossy = gateway(TestDatabase.settings(keys));
        var replies = LongStream.rangeClosed(1, 100)
                .mapToObj(person -> lossy.send(session, message(person)).toCompletableFuture())
                .toList();
        for (var reply : replies) {
            assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.Unknown.class);
        }
        long arrived = LongStream.rangeClosed(1, 100)
                .filter(person -> !lossy.inbox(session, person).isEmpty())
                .count();
        assertThat(arrived).isBetween(30L, 70L);
        assertThat(lossy.send(session, message(5))).isCompletedWithValueMatching(SendOutcome.Sent.class::isInstance);
    }

    @Test
    void aReplyThatWouldComeTooLateIsUnknown() throws Exception {
        var keys = Map.of("REPRISE_SANDBOX_LATENCY_MS", "60000", "REPRISE_REPLY_TIMEOUT_SECONDS", "1");
        var mute = gateway(TestDatabase.settings(keys));
        var reply = mute.send(session, message(5)).toCompletableFuture();
        assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aServerThatStopsGetsTheRepliesThatAreStillOpen() {
        var replies = new Replies(timer);
        var open = replies.after(Duration.ofHours(1), new SendOutcome.Sent());
        replies.answerEverythingOpen();
        assertThat(open).isCompletedWithValue(new SendOutcome.Sent());
        timer.shutdown();
        assertThat(replies.after(Duration.ofHours(1), new SendOutcome.Sent())).isCompleted();
    }

    @Test
    void aFloodWaitHoldsTheWholeSessionAndTheNextAttemptIsSent() {
        var time = TestTime.at("2026-03-01T12:00:00Z");
        var flooding = new SandboxGateway(Sandboxes.settings("FLOOD_EVERY", "1"), new Replies(timer), time);
        var wait = pause(flooding, message(5));
        assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        time.pass(Duration.ofMillis(400));
        assertThat(pause(flooding, message(6))).isEqualTo(wait.minusMillis(400));
        time.pass(wait);
        assertThat(outcome(flooding, message(5))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(flooding.inbox(session, 5)).hasSize(1);
        assertThat(flooding.inbox(session, 6)).isEmpty();
    }

    @Test
    void aFloodWaitOfOneSessionLeavesTheOthersAlone() {
        var flooding = gateway(Sandboxes.settings("FLOOD_EVERY", "2"));
        long unlucky = LongStream.iterate(1, user -> user + 1)
                .filter(user -> !(outcome(flooding, message(user)) instanceof SendOutcome.Sent))
                .findFirst()
                .orElseThrow();
        assertThat(pause(flooding, message(unlucky + 1))).isPositive();
        var others = LongStream.range(1, 50).mapToObj(n -> flooding.send(Sandboxes.session("other " + n), message(1)));
        assertThat(others.map(reply -> reply.toCompletableFuture().join()))
                .hasAtLeastOneElementOfType(SendOutcome.Sent.class);
    }

    @Test
    void anInboxThatCannotBeWrittenCostsTheSessionAndNobodyElse() throws Exception {
        var broken = Sandboxes.settings();
        Files.createFile(broken.dataDir().resolve("sandbox"));
        assertThat(outcome(gateway(broken), message(5))).isInstanceOf(SendOutcome.SessionLost.class);
    }

    @Test
    void saysTheRateThatIsSet() {
        assertThat(gateway(Sandboxes.settings("RATE", "30")).rate(session)).isEqualTo(30);
    }

    private SandboxGateway gateway(Settings settings) {
        return new SandboxGateway(settings, new Replies(timer), TestTime.running());
    }

    private long person(boolean refused, long from) {
        return LongStream.iterate(from, user -> user + 1)
                .filter(user -> behaviour.refusal(user).isPresent() == refused)
                .findFirst()
                .orElseThrow();
    }

    private SendOutcome outcome(SandboxGateway of, OutgoingMessage message) {
        return of.send(session, message).toCompletableFuture().join();
    }

    private Duration pause(SandboxGateway of, OutgoingMessage message) {
        return ((SendOutcome.Throttled) outcome(of, message)).pause();
    }

    private static OutgoingMessage message(long recipient) {
        return new OutgoingMessage(recipient, "Hello", 1);
    }
}
