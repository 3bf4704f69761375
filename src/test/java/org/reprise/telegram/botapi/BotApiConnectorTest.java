package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.security.Vault;
import org.reprise.storage.Hindrance;
import org.reprise.telegram.Credential.BotToken;
import org.reprise.telegram.Credential.Phone;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.Identity;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginRefused.Reason;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;
import org.reprise.testing.fakebot.Told;

class BotApiConnectorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Somebody who writes to no bot but the one that is waited for. */
    private static final long MARK = 77;

    private static FakeTelegram telegram;
    private static long lastBot = 500;
    private Bots bots;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    private Bots given(String... settings) {
        bots = Bots.at(telegram.url(), settings);
        return bots;
    }

    @AfterEach
    void close() {
        telegram.meetsNoFaults();
        bots.close();
    }

    private Session newSession() {
        return bots.sessions.open(1, "bot", Session.Kind.BOT, Session.Via.BOTAPI);
    }

    private Session listening(String token) {
        var session = bots.ready("bot", token);
        bots.connector.open(session);
        return session;
    }

    private static String newBot() {
        return telegram.bot(++lastBot);
    }

    private List<Happening> happenings() {
        return bots.told(Incoming.class).stream()
                .flatMap(incoming -> incoming.happenings().stream())
                .toList();
    }

    /** Whatever was pushed before has come in by then, to whoever listens. */
    private void awaitNewsOfAnotherBot() {
        var token = newBot();
        bots.connector.open(bots.ready("another", token));
        telegram.push(token, Told.message(MARK, "Hello", NOON));
        await("the other bot's news", () -> happenings().stream().anyMatch(each -> each.userId() == MARK));
    }

    @Test
    void aTokenConnectsAndTellsWhoTheBotIs() {
        given();
        var session = newSession();
        assertThat(bots.connector.connect(session, new BotToken(" " + newBot() + "\n")))
                .isEqualTo(new LoginStep.Connected(new Identity(lastBot, "fake_" + lastBot + "_bot", null)));
        assertThat(bots.secrets.find(session, "token")).isPresent();
    }

    @Test
    void aTokenThatIsNoneIsRefusedAndKeptNowhere() {
        given();
        var session = newSession();
        for (var wrong : List.of("", "hello", "1:a/../../../control/no-faults", "999:unknown")) {
            assertThatThrownBy(() -> bots.connector.connect(session, new BotToken(wrong)))
                    .isInstanceOfSatisfying(
                            LoginRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG));
        }
        assertThat(bots.secrets.find(session, "token")).isEmpty();
    }

    @Test
    void aRefusedTokenLeavesTheOldOne() {
        given();
        var session = newSession();
        var token = newBot();
        bots.connector.connect(session, new BotToken(token));
        assertThatThrownBy(() -> bots.connector.connect(session, new BotToken("999:unknown")))
                .isInstanceOf(LoginRefused.class);
        assertThat(bots.secrets.find(session, "token")).contains(token);
    }

    @Test
    void whenTelegramIsAwayTheLoginSaysSo() {
        given();
        telegram.meets(Fault.proxyError(502).on("getMe"));
        var token = newBot();
        assertThatThrownBy(() -> bots.connector.connect(newSession(), new BotToken(token)))
                .isInstanceOfSatisfying(LoginRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
                    assertThat(refused).hasMessageNotContaining(token);
                });
        bots.close();
        bots = Bots.at("http://127.0.0.1:1");
        assertThatThrownBy(() -> bots.connector.connect(newSession(), new BotToken(token)))
                .isInstanceOfSatisfying(
                        LoginRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void aBotHasNoPhoneAndNoSecondStep() {
        given();
        assertThatThrownBy(() -> bots.connector.connect(newSession(), new Phone("+491234")))
                .isInstanceOf(LoginRefused.class);
        assertThatThrownBy(() -> bots.connector.step(newSession())).isInstanceOf(LoginRefused.class);
    }

    @Test
    void whatPeopleDoComesInOnceAndIsConfirmed() {
        given();
        var token = newBot();
        telegram.push(token, Told.message(5, "Hello", NOON));
        telegram.push(token, Told.inAGroup(6));
        telegram.push(token, Told.broken());
        var session = listening(token);
        await("Hello", () -> happenings().size() == 1);
        telegram.push(token, Told.blocked(5, NOON));
        telegram.push(token, Told.unblocked(5, NOON));
        await("the rest", () -> happenings().size() == 3);
        await("everything is confirmed", () -> telegram.waiting(token) == 0);
        var wrote = (Incoming.Wrote) happenings().get(0);
        assertThat(wrote.text()).isEqualTo("Hello");
        assertThat(wrote.at()).isEqualTo(NOON);
        assertThat(wrote.chat().username()).isEqualTo("user5");
        assertThat(wrote.chat().language()).isEqualTo("de");
        assertThat(happenings().subList(1, 3))
                .containsExactly(new Incoming.Blocked(5, NOON), new Incoming.Unblocked(5, NOON));
        assertThat(bots.told(Incoming.class))
                .allMatch(incoming -> incoming.session().equals(session));
    }

    /** Two servers that ask would take the news from each other, and confirm what was not written down. */
    @Test
    void aServerThatAnotherOneMayHaveReplacedAsksForNoNews() {
        given();
        var token = newBot();
        listening(token);
        telegram.push(token, Told.message(7, "before", NOON));
        await("news", () -> happenings().size() == 1);

        bots.ownership.hinder(Hindrance.Kind.NOT_CONFIRMED);
        telegram.push(token, Told.message(7, "meanwhile", NOON));
        int asked = bots.ownership.refusals();
        await("some vain questions", () -> bots.ownership.refusals() > asked + 2);
        assertThat(happenings()).hasSize(1);
        assertThat(telegram.waiting(token)).isPositive();

        bots.ownership.giveBack();
        await("the rest of the news", () -> happenings().size() == 2);
    }

    @Test
    void captionsAreWordsAndEditsAreHeard() {
        given();
        var token = newBot();
        listening(token);
        telegram.push(token, Told.message(4, "Hello", NOON));
        await("Hello", () -> happenings().size() == 1);
        telegram.push(token, Told.photo(5, "stop", NOON));
        telegram.push(token, Told.touched(6, "stop", NOON));
        telegram.push(token, Told.edited(7, "stop", NOON));
        await("the rest", () -> happenings().size() == 3);
        var photo = (Incoming.Wrote) happenings().get(1);
        assertThat(photo.text()).isEqualTo("stop");
        var edited = (Incoming.Edited) happenings().get(2);
        assertThat(edited.userId()).isEqualTo(7);
        assertThat(edited.text()).isEqualTo("stop");
        assertThat(edited.at()).isEqualTo(NOON);
    }

    @Test
    void nothingIsSentBeforeWhatPeopleWroteMeanwhileWasHeard() {
        given();
        var token = newBot();
        for (int user = 1; user <= 250; user++) {
            telegram.push(token, Told.message(user, "STOP", NOON));
        }
        telegram.meets(Fault.late(300).on("getUpdates"));
        var session = listening(token);
        int heardFirst = 0;
        for (var outcome = send(session); !(outcome instanceof SendOutcome.Sent); outcome = send(session)) {
            assertThat(outcome).isInstanceOf(SendOutcome.Unreachable.class);
            heardFirst++;
        }
        assertThat(heardFirst).isPositive();
        assertThat(happenings()).hasSize(250);
    }

    private SendOutcome send(Session session) {
        return bots.gateway
                .send(session, new OutgoingMessage(7, "Hello", 1))
                .toCompletableFuture()
                .join();
    }

    @Test
    void whatCouldNotBeWrittenDownComesAgain() {
        given();
        var failures = new AtomicInteger();
        bots.observer = event -> {
            if (event instanceof Incoming && failures.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
        };
        var token = newBot();
        telegram.push(token, Told.message(5, "Hello", NOON));
        listening(token);
        await("Hello", () -> happenings().size() == 1);
        assertThat(failures).hasValue(2);
        await("it is confirmed", () -> telegram.waiting(token) == 0);
    }

    @Test
    void whatWasTakenInAndNotConfirmedIsNotTakenInAgain() {
        given();
        var token = newBot();
        telegram.push(token, Told.message(5, "Hello", NOON));
        var session = listening(token);
        await("it is confirmed", () -> telegram.waiting(token) == 0);
        bots.connector.goDown();
        long id = 1_001;
        telegram.push(token, update(id, 5));
        telegram.push(token, update(id + 1, 6));
        bots.connector.open(session);
        await("the next one", () -> happenings().size() == 2);
        assertThat(happenings()).extracting(Happening::userId).containsExactly(5L, 6L);
    }

    /** Telegram begins anew after a week without updates. */
    @Test
    void numbersThatBeginAgainBelowAreHeard() {
        given();
        var token = newBot();
        telegram.push(token, update(900_000, 5));
        listening(token);
        await("it is confirmed", () -> telegram.waiting(token) == 0);
        telegram.push(token, update(100, 6));
        await("the lower one", () -> happenings().size() == 2);
        await("it is confirmed", () -> telegram.waiting(token) == 0);
    }

    @Test
    void networkTroubleIsOutlived() {
        given();
        telegram.meets(Fault.reset().on("getUpdates").oncePerChat());
        var token = newBot();
        telegram.push(token, Told.message(5, "Hello", NOON));
        listening(token);
        await("Hello", () -> happenings().size() == 1);
    }

    @Test
    void anotherProgramThatTakesTheUpdatesIsToldAndGotOverWith() {
        given();
        telegram.meets(Fault.answer(409, "Conflict: terminated by other getUpdates request")
                .on("getUpdates")
                .oncePerChat());
        var session = listening(newBot());
        await("it is told", () -> detail(session).contains("Another program"));
        assertThat(bots.sessions.status(session.id()).orElseThrow().isReady()).isTrue();
        telegram.push(bots.tokens.of(session).orElseThrow(), Told.message(5, "Hello", NOON));
        await("it is over", () -> detail(session).isEmpty());
    }

    private Hearing hearing(Session session) {
        return bots.connector.hearing(session);
    }

    private boolean isDeafFor(Session session, Cause cause) {
        return hearing(session) instanceof Hearing.Deaf deaf && deaf.cause() == cause;
    }

    private boolean listens(Session session) {
        return hearing(session) instanceof Hearing.Listening;
    }

    @Test
    void aWebhookThatAnotherProgramSetsIsRemovedAndWhatWasWrittenIsHeard() {
        given();
        var token = newBot();
        var session = listening(token);
        await("it listens", () -> listens(session));
        telegram.setsWebhook(token, "https://127.0.0.1:9/bot" + token);
        telegram.push(token, Told.message(5, "STOP", NOON));
        await("STOP", () -> happenings().size() == 1);
        assertThat(telegram.webhook(token)).isEmpty();
        await("it listens again", () -> listens(session));
    }

    /** It is removed at once the first time, and later and later from then on. */
    @Test
    void whileTwoProgramsFightItIsToldAndNotAHotLoop() throws Exception {
        given();
        var token = newBot();
        var session = listening(token);
        await("it listens", () -> listens(session));
        telegram.setsWebhook(token, "https://127.0.0.1:9/other");
        await("it is removed", () -> telegram.webhook(token).isEmpty());
        long setAgain = System.nanoTime();
        telegram.setsWebhook(token, "https://127.0.0.1:9/other");
        await("it is told", () -> isDeafFor(session, Cause.FOREIGN_WEBHOOK));
        assertThat(hearing(session)).isInstanceOfSatisfying(Hearing.Deaf.class, deaf -> {
            assertThat(deaf.words()).isEqualTo("127.0.0.1");
            assertThat(deaf.isWorthAWarning(Instant.now())).isTrue();
        });
        assertThat(bots.sessions.status(session.id()).orElseThrow().isReady()).isTrue();
        await("it is removed again", () -> telegram.webhook(token).isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - setAgain)).isGreaterThan(Duration.ofSeconds(4));
        await("it listens again", () -> listens(session));
    }

    @Test
    void anotherProgramThatAsksLosesNothingAndIsTold() {
        given();
        var token = newBot();
        var session = listening(token);
        await("it listens", () -> listens(session));
        await("its question is cut off", () -> {
            telegram.polls(token);
            return isDeafFor(session, Cause.OTHER_PROGRAM);
        });
        await("it stands in the session's detail", () -> detail(session).contains("Another program"));
        assertThat(send(session)).isInstanceOf(SendOutcome.Sent.class);
        telegram.push(token, Told.message(5, "Hello", NOON));
        await("Hello", () -> happenings().size() == 1);
        await("it listens again", () -> listens(session));
    }

    @Test
    void aWebhookThatAnotherProgramTookAwayIsSetAgain() {
        given("REPRISE_WEBHOOK_URL", "https://127.0.0.1:8259");
        var token = newBot();
        var session = listening(token);
        await("it is set", () -> telegram.webhook(token).startsWith("https://127.0.0.1:8259/"));
        telegram.setsWebhook(token, "https://127.0.0.1:9/other");
        await("it is set again", () -> telegram.webhook(token).startsWith("https://127.0.0.1:8259/"));
        telegram.deletesWebhook(token);
        await("and once more", () -> telegram.webhook(token).startsWith("https://127.0.0.1:8259/"));
        await("it listens again", () -> listens(session));
        bots.connector.disconnect(session);
        assertThat(telegram.webhook(token)).isEmpty();
        assertThat(hearing(session)).isInstanceOf(Hearing.Listening.class);
    }

    @Test
    void whatTelegramCannotBringIsToldWithItsWordsUntilItComes() {
        given("REPRISE_WEBHOOK_URL", "https://127.0.0.1:9");
        var token = newBot();
        var session = listening(token);
        await("it is set", () -> !telegram.webhook(token).isEmpty());
        telegram.push(token, Told.message(5, "STOP", NOON));
        await("it is told", () -> isDeafFor(session, Cause.UNDELIVERED));
        assertThat(((Hearing.Deaf) hearing(session)).words()).isEqualTo("Connection refused");
        var secret = bots.secrets.find(session, "webhook").orElseThrow();
        assertThat(bots.webhooks.take(session.id(), secret, update(1, 5))).isTrue();
        assertThat(hearing(session)).isInstanceOf(Hearing.Listening.class);
    }

    @Test
    void aBotThatIsOutOfReachIsNoNewsForAMinute() {
        given();
        var session = listening(newBot());
        await("it listens", () -> listens(session));
        telegram.meets(Fault.proxyError(502).on("getUpdates"));
        telegram.push(bots.tokens.of(session).orElseThrow(), Told.message(5, "Hello", NOON));
        await("it is noticed", () -> isDeafFor(session, Cause.UNREACHABLE));
        var deaf = (Hearing.Deaf) hearing(session);
        assertThat(deaf.isWorthAWarning(deaf.since().plusSeconds(59))).isFalse();
        assertThat(deaf.isWorthAWarning(deaf.since().plusSeconds(60))).isTrue();
        telegram.meetsNoFaults();
        await("it listens again", () -> listens(session));
    }

    @Test
    void aTokenThatIsRevokedWhileItListensCostsTheSession() {
        given();
        var token = newBot();
        var session = listening(token);
        telegram.push(token, Told.message(5, "Hello", NOON));
        await("it listens", () -> happenings().size() == 1);
        telegram.revoke(token);
        await("lost", () -> bots.sessions.status(session.id()).orElseThrow().state() == SessionState.LOST);
    }

    @Test
    void aSessionWithoutATokenIsLostAtItsOpening() {
        given();
        var session = newSession();
        bots.sessions.connected(session.id(), new Identity(1, "bot", null));
        bots.connector.open(session);
        await("lost", () -> bots.sessions.status(session.id()).orElseThrow().state() == SessionState.LOST);
    }

    /** Else a campaign that goes on with it after a restart would wait to catch up, for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"no token", "sealed with another key", "revoked"})
    void whatIsLostAtItsOpeningSaysSoToWhoeverSends(String how) throws Exception {
        given();
        var token = newBot();
        var session = newSession();
        bots.sessions.connected(session.id(), new Identity(1, "bot", null));
        if (how.equals("revoked")) {
            bots.tokens.keep(session, token);
            telegram.revoke(token);
        } else if (how.equals("sealed with another key")) {
            new Secrets(bots.storage, new Vault(TestDatabase.settings(Map.of()))).keep(session, "token", token);
        }
        bots.connector.open(session);
        await("lost", () -> bots.sessions.status(session.id()).orElseThrow().state() == SessionState.LOST);
        var sent = bots.gateway.send(session, new OutgoingMessage(5, "Hello", 1));
        assertThat(sent.toCompletableFuture().get(10, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.SessionLost.class);
    }

    @Test
    void disconnectingForgetsTheTokenAndListensNoMore() throws Exception {
        given();
        var token = newBot();
        var session = listening(token);
        telegram.push(token, Told.message(5, "Hello", NOON));
        await("it listens", () -> happenings().size() == 1);
        bots.connector.disconnect(session);
        telegram.push(token, Told.message(6, "Hello", NOON));
        awaitNewsOfAnotherBot();
        assertThat(happenings()).extracting(Happening::userId).containsExactly(5L, MARK);
        assertThat(telegram.waiting(token)).isPositive();
        assertThat(bots.secrets.find(session, "token")).isEmpty();
        assertThat(bots.tokens.of(session)).isEmpty();
    }

    @Test
    void whatIsDisconnectedWhileItIsOpenedEndsClosed() throws Exception {
        given();
        var tokens = new ArrayList<String>();
        for (int round = 0; round < 30; round++) {
            var token = newBot();
            tokens.add(token);
            var session = bots.ready("bot" + round, token);
            bots.connector.open(session);
            bots.connector.disconnect(session);
        }
        await("whatever was begun is done", bots::isIdle);
        tokens.forEach(token -> telegram.push(token, Told.message(5, "Hello", NOON)));
        awaitNewsOfAnotherBot();
        assertThat(happenings()).extracting(Happening::userId).containsExactly(MARK);
        assertThat(tokens).allMatch(token -> telegram.waiting(token) == 1);
    }

    @Test
    void aWebhooksSecretOfAnotherKeyMakesWayForANewOne() {
        given("REPRISE_WEBHOOK_URL", "https://127.0.0.1:8359");
        var broken = bots.ready("broken", newBot());
        var otherKey = new Vault(TestDatabase.settings(Map.of()));
        new Secrets(bots.storage, otherKey).keep(broken, "webhook", "old");
        assertThat(bots.webhooks.take(broken.id(), "old", update(1, 5))).isFalse();
        var other = newBot();
        listening(other);
        await("the other one's is set", () -> !telegram.webhook(other).isEmpty());
        bots.connector.open(broken);
        await(
                "a new one is kept",
                () -> telegram.webhook(bots.tokens.of(broken).orElseThrow()).contains("/" + broken.id() + "/"));
        var secret = bots.secrets.find(broken, "webhook").orElseThrow();
        assertThat(bots.webhooks.take(broken.id(), secret, update(1, 5))).isTrue();
    }

    @Test
    void aWebhookIsSetWithASecretAndOpensForNobodyElse() {
        given("REPRISE_WEBHOOK_URL", "https://127.0.0.1:8259/reprise");
        var token = newBot();
        var session = listening(token);
        await(
                "it is set",
                () -> telegram.webhook(token)
                        .equals("https://127.0.0.1:8259/reprise/telegram/" + session.id() + "/updates"));
        var secret = bots.secrets.find(session, "webhook").orElseThrow();
        var update = update(1, 5);
        assertThat(bots.webhooks.take(session.id(), null, update)).isFalse();
        assertThat(bots.webhooks.take(session.id(), "", update)).isFalse();
        assertThat(bots.webhooks.take(session.id(), secret + "x", update)).isFalse();
        assertThat(bots.webhooks.take(99, secret, update)).isFalse();
        assertThat(happenings()).isEmpty();
        assertThat(bots.webhooks.take(session.id(), secret, update)).isTrue();
        assertThat(bots.webhooks.take(session.id(), secret, update)).isTrue();
        assertThat(happenings()).hasSize(1);
        bots.connector.disconnect(session);
        assertThat(telegram.webhook(token)).isEmpty();
        assertThat(bots.webhooks.take(session.id(), secret, update(2, 5))).isFalse();
    }

    @Test
    void aWebhookOfEarlierIsTakenAwayBeforePolling() {
        given("REPRISE_WEBHOOK_URL", "https://127.0.0.1:8259");
        var token = newBot();
        listening(token);
        await("it is set", () -> !telegram.webhook(token).isEmpty());
        bots.close();
        given();
        telegram.push(token, Told.message(5, "Hello", NOON));
        listening(token);
        await("Hello", () -> happenings().size() == 1);
        assertThat(telegram.webhook(token)).isEmpty();
    }

    private String detail(Session session) {
        var detail = bots.sessions.status(session.id()).orElseThrow().detail();
        return detail == null ? "" : detail;
    }

    private static jakarta.json.JsonObject update(long id, long user) {
        return JsonFactories.object(Told.message(user, "Hello", NOON))
                .add("update_id", id)
                .build();
    }
}
