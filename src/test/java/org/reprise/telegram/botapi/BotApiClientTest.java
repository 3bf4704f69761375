package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reprise.storage.Hindrance;
import org.reprise.testing.FreePort;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** What is known of a request when the network does its worst. */
class BotApiClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static FakeTelegram telegram;
    private static String token;
    private static Bots bots;
    private long lastChat;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        token = telegram.bot(7);
        bots = Bots.at(telegram.url());
    }

    @AfterAll
    static void stop() {
        bots.close();
        telegram.close();
    }

    @BeforeEach
    void forget() {
        telegram.forget();
    }

    @AfterEach
    void mend() {
        telegram.meetsNoFaults();
        telegram.closesIdleConnectionsAfter(0);
    }

    @Test
    void anAnswerIsTelegramsOwn() {
        var answer = (Reply.Answer) send(TIMEOUT);
        assertThat(answer.isOk()).isTrue();
        assertThat(telegram.count()).isEqualTo(1);
    }

    /** It waited for a connection when the server was frozen. */
    @Test
    void nothingLeavesAServerThatAnotherOneMayHaveReplaced() {
        bots.ownership.hinder(Hindrance.Kind.NOT_CONFIRMED);
        try {
            assertThat(send(TIMEOUT)).isEqualTo(new Reply.NeverLeft(CallFailure.NOT_OURS));
        } finally {
            bots.ownership.giveBack();
        }
        assertThat(telegram.count()).isZero();
        assertThat(send(TIMEOUT)).isInstanceOf(Reply.Answer.class);
    }

    @Test
    void aRefusedConnectionNeverLeft() {
        try (var nobody = Bots.at("http://127.0.0.1:" + FreePort.find())) {
            assertThat(send(nobody, TIMEOUT)).isEqualTo(new Reply.NeverLeft(CallFailure.NO_CONNECTION));
        }
    }

    @Test
    void anUnknownHostNeverLeft() {
        try (var nowhere = Bots.at("http://nowhere.invalid")) {
            assertThat(send(nowhere, TIMEOUT)).isEqualTo(new Reply.NeverLeft(CallFailure.UNKNOWN_ADDRESS));
        }
    }

    @Test
    void aTlsHandshakeThatFailsNeverLeft() {
        try (var plain = Bots.at("https://127.0.0.1:" + telegram.port())) {
            assertThat(send(plain, TIMEOUT)).isInstanceOf(Reply.NeverLeft.class);
        }
    }

    /** A full queue of connections is met like a packet that nobody answers. */
    @Test
    void aConnectionThatDoesNotComeInTimeNeverLeft() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var asking = Bots.at("https://127.0.0.1:" + deaf.getLocalPort())) {
            assertThat(send(asking, Duration.ofMillis(600))).isInstanceOf(Reply.NeverLeft.class);
        }
    }

    @Test
    void aConnectionThatIsResetLeft() {
        telegram.meets(Fault.reset());
        assertThat(send(TIMEOUT)).isEqualTo(new Reply.NoAnswer(CallFailure.CONNECTION_BROKE));
        assertThat(telegram.count()).isZero();
    }

    @Test
    void nothingIsSentASecondTimeWhateverBreaks() {
        telegram.meets(Fault.reset().afterAccepting());
        assertThat(send(TIMEOUT)).isEqualTo(new Reply.NoAnswer(CallFailure.CONNECTION_BROKE));
        telegram.meetsNoFaults();
        telegram.meets(Fault.proxyError(503).afterAccepting());
        assertThat(((Reply.Answer) send(TIMEOUT)).status()).isEqualTo(503);
        telegram.meetsNoFaults();
        telegram.meets(Fault.tooManyRequests(1).afterAccepting());
        assertThat(((Reply.Answer) send(TIMEOUT)).status()).isEqualTo(429);
        assertThat(telegram.count()).isEqualTo(3);
    }

    @Test
    void aReplyThatStaysAwayEndsWithThePatience() {
        telegram.meets(Fault.hang(60_000));
        assertThat(send(Duration.ofMillis(500))).isEqualTo(new Reply.NoAnswer(CallFailure.NO_REPLY_IN_TIME));
    }

    @Test
    void aReplyThatDribblesEndsWithThePatience() {
        telegram.meets(Fault.slow(100));
        assertThat(send(Duration.ofMillis(500))).isEqualTo(new Reply.NoAnswer(CallFailure.NO_REPLY_IN_TIME));
        assertThat(telegram.count()).isEqualTo(1);
    }

    /** Closed in the very moment in which it is taken, it breaks; what was to go over it has not left then. */
    @Test
    void aConnectionThatTheServerClosedWhileItWasIdleCostsNobody() throws Exception {
        telegram.closesIdleConnectionsAfter(50);
        int answered = 0;
        for (int round = 0; round < 20; round++) {
            var reply = send(TIMEOUT);
            assertThat(reply).isNotInstanceOf(Reply.NoAnswer.class);
            answered += reply instanceof Reply.Answer ? 1 : 0;
            TimeUnit.MILLISECONDS.sleep(100 + round % 5);
        }
        assertThat(telegram.count()).isEqualTo(answered);
        assertThat(answered).isGreaterThan(15);
    }

    /** The server says nothing of it: the next message may meet a connection whose end has not arrived yet. */
    @Test
    void aConnectionThatIsClosedAfterItsAnswerDoublesNobody() {
        telegram.meets(Fault.close().every(3));
        var replies = new ArrayList<CompletableFuture<Reply>>();
        for (int message = 0; message < 600; message++) {
            // none is given up on a busy machine: it could arrive while the others are counted
            replies.add(post(bots, Duration.ofMinutes(5)).reply());
        }
        var all = replies.stream().map(CompletableFuture::join).toList();
        long answered = all.stream().filter(Reply.Answer.class::isInstance).count();
        long doubtful = all.stream().filter(Reply.NoAnswer.class::isInstance).count();
        long taken = telegram.record().stream()
                .mapToLong(message -> message.chat())
                .distinct()
                .count();
        assertThat(taken).as("nobody twice").isEqualTo(telegram.count());
        assertThat(taken).isBetween(answered, answered + doubtful);
        assertThat(doubtful).isLessThan(60);
    }

    @Test
    void whatIsGivenUpBeforeItLeftNeverLeaves() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var asking = Bots.at("https://127.0.0.1:" + deaf.getLocalPort())) {
            var call = post(asking, TIMEOUT);
            call.giveUp(CallFailure.NOT_WANTED);
            assertThat(call.reply().get(5, TimeUnit.SECONDS)).isEqualTo(new Reply.NeverLeft(CallFailure.NOT_WANTED));
        }
    }

    @Test
    void aServerThatStopsAnswersWhatIsOpen() throws Exception {
        telegram.meets(Fault.hang(60_000).afterAccepting());
        var going = Bots.at(telegram.url());
        var call = post(going, Duration.ofSeconds(60));
        TestReprise.await("it left", () -> telegram.count() == 1);
        going.close();
        assertThat(call.reply().get(1, TimeUnit.SECONDS)).isInstanceOf(Reply.NoAnswer.class);
        assertThat(send(going, TIMEOUT)).isInstanceOf(Reply.NeverLeft.class);
    }

    private Reply send(Duration patience) {
        return send(bots, patience);
    }

    @Test
    void whatHasNotLeftIsTakenBackAndWhatHasIsNot() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var waiting = Bots.at("https://127.0.0.1:" + deaf.getLocalPort())) {
            var call = post(waiting, TIMEOUT);
            var ofAnother = post(waiting, Duration.ofMillis(600), 2);
            waiting.wire.recall(1);
            assertThat(call.reply()).isCompletedWithValue(new Reply.NeverLeft(CallFailure.RECALLED));
            assertThat(ofAnother.reply().join()).isNotEqualTo(new Reply.NeverLeft(CallFailure.RECALLED));
        }
        telegram.meets(Fault.hang(60_000).afterAccepting());
        var call = post(bots, Duration.ofSeconds(2));
        TestReprise.await("it has left", () -> telegram.count() == 1);
        bots.wire.recall(1).get(5, TimeUnit.SECONDS);
        assertThat(call.reply().join()).isEqualTo(new Reply.NoAnswer(CallFailure.NO_REPLY_IN_TIME));
    }

    @Test
    void whatIsHalfOutIsWaitedForUntilTheLastByte() throws Exception {
        try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sending = Bots.at("http://127.0.0.1:" + slow.getLocalPort())) {
            int length = 50 * 1024 * 1024;
            var file = List.of(ByteBuffer.allocate(length));
            var call = sending.wire.post(
                    token,
                    "sendVideo",
                    file,
                    ContentType.DEFAULT_BINARY,
                    Duration.ofMinutes(1),
                    DepartureNote.unnoted(1));
            try (var connection = slow.accept()) {
                var in = connection.getInputStream();
                in.readNBytes(10_000);
                var recalled = sending.wire.recall(1);
                assertThat(recalled).isNotDone();
                in.readNBytes(length - 10_000);
                recalled.get(30, TimeUnit.SECONDS);
                assertThat(call.reply()).as("nobody answered it").isNotDone();
            }
        }
    }

    private Reply send(Bots through, Duration patience) {
        return post(through, patience).reply().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private PendingCall post(Bots through, Duration patience) {
        return post(through, patience, 1);
    }

    private PendingCall post(Bots through, Duration patience, long reference) {
        var message = JsonFactories.object().add("chat_id", ++lastChat).add("text", "Hello");
        return through.wire.post(token, "sendMessage", message, patience, DepartureNote.unnoted(reference));
    }
}
