package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.TelegramGatewayContract;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

class BotApiGatewayTest extends TelegramGatewayContract {
    private static final long REFUSED = 666;
    private static FakeTelegram telegram;
    private static Bots bots;
    private static long lastBot = 100;
    private static long lastPerson = 1_000;

    private String token;
    private Session session;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        bots = Bots.at(telegram.url());
    }

    @AfterAll
    static void stop() {
        bots.close();
        telegram.close();
    }

    @BeforeEach
    void connect() {
        token = telegram.bot(++lastBot);
        session = bots.ready("bot" + lastBot, token);
        telegram.meets(
                Fault.answer(403, "Forbidden: bot was blocked by the user").forChat(REFUSED));
        telegram.forget();
        bots.told.clear();
    }

    @AfterEach
    void mend() {
        telegram.meetsNoFaults();
    }

    @Override
    protected TelegramGateway gateway() {
        return bots.gateway;
    }

    @Override
    protected Session session() {
        return session;
    }

    @Override
    protected long aReachablePerson() {
        return ++lastPerson;
    }

    @Override
    protected long aRefusedPerson() {
        return REFUSED;
    }

    @Override
    protected List<String> arrivedAt(long person) {
        return telegram.record().stream()
                .filter(message -> message.chat() == person)
                .map(Accepted::text)
                .toList();
    }

    @Test
    void aBotCannotKnowWhatAnEarlierProcessDid() throws Exception {
        send(5, "Hello");
        var claims = List.of(new Claim(5, 77, 0, Instant.EPOCH, List.of("Hello")));
        assertThat(gateway().settle(session, claims)).containsEntry(5L, new Settlement.Unknown());
    }

    @Test
    void aMessageIsKnownByTelegramsOwnId() throws Exception {
        long first = messageId(send(5, "Hello"));
        long second = messageId(send(6, "Hello"));
        // the fake counts what it takes
        assertThat(telegram.record()).extracting(Accepted::chat).hasSize((int) second);
        assertThat(telegram.record().get((int) first - 1).chat()).isEqualTo(5);
        assertThat(telegram.record().get((int) second - 1).chat()).isEqualTo(6);
    }

    @Test
    void formatsAreTelegramsOwn() throws Exception {
        var html = new OutgoingMessage(5, "<b>Sale</b> &amp; more", TextFormat.HTML, 1);
        assertThat(outcome(html)).isInstanceOf(SendOutcome.Sent.class);
        assertThat(outcome(new OutgoingMessage(5, "*Sale*", TextFormat.MARKDOWN, 1)))
                .isInstanceOf(SendOutcome.Sent.class);
        assertThat(outcome(new OutgoingMessage(5, "<b>Sale", TextFormat.HTML, 1)))
                .isInstanceOf(SendOutcome.MessageRejected.class);
        assertThat(telegram.record())
                .extracting(message -> message.parameters().get("parse_mode"))
                .containsExactly("HTML", "MarkdownV2");
    }

    @Test
    void aBotPaysOnlyWhenItsOperatorSaidSo() throws Exception {
        send(5, "Hello");
        session = bots.sessions.pace(session.id(), null, true);
        send(6, "Hello");
        assertThat(telegram.record())
                .extracting(message -> message.parameters().get("allow_paid_broadcast"))
                .containsExactly(null, "true");
    }

    @Test
    void thePaceIsTheOperatorsWithinTelegramsLimits() {
        assertThat(gateway().rate(session)).isEqualTo(25);
        assertThat(gateway().rate(bots.sessions.pace(session.id(), 12.5, false)))
                .isEqualTo(12.5);
        assertThat(gateway().rate(bots.sessions.pace(session.id(), 500.0, false)))
                .isEqualTo(28);
        assertThat(gateway().rate(bots.sessions.pace(session.id(), 500.0, true)))
                .isEqualTo(500);
        assertThat(gateway().rate(bots.sessions.pace(session.id(), 5000.0, true)))
                .isEqualTo(970);
    }

    @Test
    void aRevokedTokenCostsTheSessionAndIsToldOnce() throws Exception {
        telegram.revoke(token);
        assertThat(send(5, "Hello")).isInstanceOf(SendOutcome.SessionLost.class);
        assertThat(send(6, "Hello")).isInstanceOf(SendOutcome.SessionLost.class);
        assertThat(bots.sessions.status(session.id()).orElseThrow().state()).isEqualTo(SessionState.LOST);
        assertThat(bots.told(SessionStateChanged.class))
                .hasSize(1)
                .allMatch(change -> change.status().state() == SessionState.LOST);
    }

    @Test
    void aTokenThatWasReplacedMeanwhileCostsNothing() throws Exception {
        telegram.meets(Fault.late(300).forToken(token));
        telegram.revoke(token);
        var reply = gateway().send(session, new OutgoingMessage(5, "Hello", 1));
        bots.tokens.keep(session, telegram.bot(++lastBot));
        assertThat(reply.toCompletableFuture().get(10, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.SessionLost.class);
        assertThat(bots.sessions.status(session.id()).orElseThrow().isReady()).isTrue();
    }

    @Test
    void aSuspectedSpammerKeepsItsTokenAndSaysWhatToDo() throws Exception {
        telegram.meets(Fault.answer(400, "Bad Request: PEER_FLOOD"));
        assertThat(send(5, "Hello")).isInstanceOfSatisfying(SendOutcome.SessionLost.class, lost -> {
            assertThat(lost.loss()).isEqualTo(SendOutcome.Loss.LIMITED);
            assertThat(lost.cause()).contains("@SpamBot");
        });
        assertThat(bots.sessions.status(session.id()).orElseThrow().isConnected())
                .isTrue();
    }

    @Test
    void whoBlockedTheBotIsToldAsOneWhoWantsNoMore() throws Exception {
        assertThat(send(REFUSED, "Hello")).isEqualTo(new SendOutcome.Refused(Reason.BLOCKED));
        assertThat(bots.told(Incoming.class)).singleElement().satisfies(incoming -> {
            assertThat(incoming.session()).isEqualTo(session);
            assertThat(incoming.happenings())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Incoming.Blocked.class,
                            blocked -> assertThat(blocked.userId()).isEqualTo(REFUSED));
        });
    }

    @Test
    void whoseAccountIsGoneIsToldBeforeTheAnswerIs() throws Exception {
        telegram.meets(Fault.answer(403, "Forbidden: user is deactivated"));
        assertThat(send(5, "Hello")).isEqualTo(new SendOutcome.Refused(Reason.DEACTIVATED));
        assertThat(bots.told(Incoming.class))
                .singleElement()
                .satisfies(incoming -> assertThat(incoming.happenings())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Incoming.Deactivated.class,
                                gone -> assertThat(gone.userId()).isEqualTo(5)));
    }

    @Test
    void aRefusalThatNobodyKnowsIsToldInTelegramsOwnWords() throws Exception {
        telegram.meets(Fault.answer(400, "Bad Request: SOMETHING_NEW"));
        assertThat(send(1, "Hello"))
                .isEqualTo(new SendOutcome.Refused(Reason.UNRECOGNISED, "Bad Request: SOMETHING_NEW"));
    }

    @Test
    void asksWithoutSendingWhetherTelegramAnswers() throws Exception {
        assertThat(answers()).isTrue();
        telegram.meets(Fault.proxyError(502).on("getMe"));
        assertThat(answers()).isFalse();
        telegram.meetsNoFaults();
        telegram.meets(Fault.answer(503, "Service Unavailable").on("getMe"));
        assertThat(answers()).isFalse();
    }

    private boolean answers() throws Exception {
        return bots.gateway.probe(session).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aNetworkThatIsDownIsNobodysFault() throws Exception {
        try (var away = Bots.at("http://127.0.0.1:1")) {
            var bot = away.ready("away", "1:token");
            var reply = away.gateway.send(bot, new OutgoingMessage(5, "Hello", 1));
            assertThat(reply.toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(SendOutcome.Unreachable.class);
        }
    }

    @Test
    void aSessionWithoutATokenIsLost() throws Exception {
        var never = bots.sessions.open(1, "never", Session.Kind.BOT, Session.Via.BOTAPI);
        assertThat(gateway().send(never, new OutgoingMessage(5, "Hello", 1)).toCompletableFuture())
                .isCompletedWithValue(new SendOutcome.SessionLost("it has no token; connect it"));
    }

    /** All that the Java Logging API can be told to say, while everything goes wrong. */
    @Test
    void noLogLineHoldsTheToken() throws Exception {
        var lines = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                var line = new SimpleFormatter().format(entry);
                synchronized (lines) {
                    lines.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        var root = Logger.getLogger("");
        var before = root.getLevel();
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try {
            send(5, "Hello");
            telegram.meets(Fault.reset());
            send(6, "Hello");
            telegram.meetsNoFaults();
            telegram.revoke(token);
            send(7, "Hello");
            await("the loss is logged", () -> holds(lines, "is LOST"));
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        assertThat(holds(lines, token)).isFalse();
        assertThat(holds(lines, token.substring(token.indexOf(':') + 1))).isFalse();
    }

    private static boolean holds(List<String> lines, String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }
    }

    private SendOutcome outcome(OutgoingMessage message) throws Exception {
        return gateway().send(session, message).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
