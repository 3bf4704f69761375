package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Connectors;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Identity;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionConnector;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.Sessions;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

class ConnectionServiceTest {
    private final Logins logins = new Logins();
    private final ScriptedTelegram telegram = new ScriptedTelegram(2_000).via(Session.Via.BOTAPI);
    private TestReprise reprise;
    private ConnectionService desk;

    /** Takes the token "good", for bot 42, and what starts with it; a phone number asks for code and password. */
    private static final class Logins implements SessionConnector {
        private final List<String> calls = new ArrayList<>();

        @Override
        public Session.Via via() {
            return Session.Via.BOTAPI;
        }

        @Override
        public LoginStep connect(Session session, Credential credential) {
            if (credential instanceof Credential.BotToken token && token.token().startsWith("good")) {
                return new LoginStep.Connected(new Identity(42 + token.token().length() - 4, "bot", null));
            }
            throw new LoginRefused(LoginRefused.Reason.WRONG, "Telegram does not know the token.");
        }

        @Override
        public LoginStep step(Session session) {
            throw new LoginRefused(LoginRefused.Reason.NOT_AWAITED, "none was begun");
        }

        @Override
        public void open(Session session) {
            calls.add("open " + session.name());
        }

        @Override
        public void disconnect(Session session) {
            calls.add("disconnect " + session.name());
        }
    }

    private void given(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        desk = reprise.connections(new Connectors(List.of(logins)));
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    private SessionStatus connected(String name, String token) {
        desk.connect(draft(name), new Credential.BotToken(token));
        return desk.all().stream()
                .filter(status -> status.session().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectionDraft draft(String name) {
        return new ConnectionDraft(1, name, Session.Kind.BOT, Session.Via.BOTAPI);
    }

    private static void assertRefused(CampaignRefused.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    /** Ready in storage, but nobody would hear what people write to it. */
    @Test
    void aLoginWhoseAnswerWasLostIsDoneAgain() {
        var database = new FlakyDatabase(1, 0);
        reprise = new TestReprise(
                TestDatabase.settings(Map.of("REPRISE_DB_URL", TestDatabase.SQLITE.url())), telegram, database);
        desk = reprise.connections(new Connectors(List.of(logins)));
        database.loseAnswerTo("set state = 'READY'");
        assertThatThrownBy(() -> connected("shop", "good")).isInstanceOf(StorageUnavailable.class);
        assertThat(logins.calls).isEmpty();
        assertThat(connected("shop", "good").state()).isEqualTo(SessionState.READY);
        assertThat(logins.calls).containsExactly("open shop");
        assertRefused(CampaignRefused.Code.CONFLICT, () -> connected("shop", "good"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBotIsReadyOnceItsTokenIsTakenAndIsOpened(TestDatabase database) {
        given(database);
        var status = connected("shop", "good");
        assertThat(status.state()).isEqualTo(SessionState.READY);
        assertThat(status.telegramId()).isEqualTo(42);
        assertThat(logins.calls).containsExactly("open shop");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRefusedTokenLeavesNothingBehind(TestDatabase database) {
        given(database);
        assertThatThrownBy(() -> connected("shop", "bad")).isInstanceOf(LoginRefused.class);
        assertThat(desk.all()).isEmpty();
        assertThat(connected("shop", "good").isReady()).isTrue();
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        given(TestDatabase.SQLITE);
        connected("shop", "good");
        assertRefused(CampaignRefused.Code.CONFLICT, () -> connected("shop", "good"));
        assertRefused(
                CampaignRefused.Code.CONFLICT,
                () -> desk.connect(
                        new ConnectionDraft(2, "shop", Session.Kind.BOT, Session.Via.BOTAPI),
                        new Credential.BotToken("good")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"})
    void aNameThatIsNoneOrAToken(String name) {
        given(TestDatabase.SQLITE);
        assertRefused(CampaignRefused.Code.INVALID, () -> connected(name, "good"));
        assertThat(desk.all()).isEmpty();
    }

    @Test
    void oneBotIsNoTwoSessions() {
        given(TestDatabase.SQLITE);
        connected("shop", "good");
        assertRefused(CampaignRefused.Code.CONFLICT, () -> connected("other", "good"));
        assertThat(desk.all()).hasSize(1);
        assertThat(logins.calls).contains("disconnect other");
    }

    @Test
    void aSessionStaysWithItsTelegramUser() {
        given(TestDatabase.SQLITE);
        long id = connected("shop", "good").session().id();
        desk.disconnect(id);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> connected("shop", "good other"));
        assertThat(desk.find(id).state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(connected("shop", "good").isReady()).isTrue();
    }

    @Test
    void aSessionWhoseCampaignRunsIsNotDisconnected() {
        given(TestDatabase.SQLITE);
        var session = connected("shop", "good").session();
        long campaign = started(session);
        assertRefused(CampaignRefused.Code.CONFLICT, () -> desk.disconnect(session.id()));
        reprise.desk.stop(campaign);
        desk.disconnect(session.id());
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.resume(campaign));
        assertThat(reprise.desk.find(campaign).isRunning()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLostSessionStopsItsCampaignsAndTheyGoOnWhenItIsConnectedAgain(TestDatabase database) {
        given(database);
        var session = connected("shop", "good").session();
        long campaign = started(session);
        long byHand = started(session);
        reprise.desk.stop(byHand);
        lose(session, "Unauthorized");
        assertThat(reprise.awaitStatus(campaign, CampaignStatus.STOPPED).error().toString())
                .contains("Unauthorized");
        assertRefused(CampaignRefused.Code.CONFLICT, () -> reprise.resume(campaign));
        connected("shop", "good");
        reprise.awaitStatus(campaign, CampaignStatus.RUNNING);
        assertThat(reprise.desk.find(byHand).status()).isEqualTo(CampaignStatus.STOPPED);
        reprise.desk.stop(campaign);
        assertThat(telegram.handed.stream()
                        .map(handed -> handed.message().reference() + " to "
                                + handed.message().recipient()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aCampaignThatIsStoppedAfterItsSessionWasLostStaysStopped() {
        given(TestDatabase.SQLITE);
        var session = connected("shop", "good").session();
        long campaign = started(session);
        lose(session, "Unauthorized");
        reprise.awaitStatus(campaign, CampaignStatus.STOPPED);
        assertThat(reprise.desk.stop(campaign).error()).isNull();
        connected("shop", "good");
        assertThat(reprise.campaigns.find(campaign).orElseThrow().status()).isEqualTo(CampaignStatus.STOPPED);
    }

    @Test
    void whoIsTakenForASenderOfSpamStopsAllCampaignsAndGoesOnOnlyByHand() {
        given(TestDatabase.SQLITE);
        var session = connected("shop", "good").session();
        long first = started(session);
        long second = started(session);
        telegram.answering(message -> message.reference() == first
                ? new SendOutcome.SessionLost(SendOutcome.Loss.LIMITED, "PEER_FLOOD: ask @SpamBot")
                : new SendOutcome.Sent());
        reprise.awaitStatus(first, CampaignStatus.STOPPED);
        assertThat(reprise.awaitStatus(second, CampaignStatus.STOPPED).error().toString())
                .contains("@SpamBot");
        reprise.tell(new SessionStateChanged(desk.find(session.id())));
        assertThat(reprise.campaigns.find(first).orElseThrow().status()).isEqualTo(CampaignStatus.STOPPED);
        // memory, which a resume asks, learns of it after storage
        await("memory knows", () -> reprise.desk.find(first).status() == CampaignStatus.STOPPED);
        telegram.answering(message -> new SendOutcome.Sent());
        reprise.resume(first);
        reprise.desk.stop(first);
    }

    private void lose(Session session, String why) {
        reprise.tell(new SessionStateChanged(new Sessions(reprise.storage, TestTime.running())
                .change(session.id(), SessionState.LOST, why)
                .orElseThrow()));
    }

    @Test
    void anotherPaceHoldsForARunningCampaign() {
        given(TestDatabase.SQLITE);
        telegram.atRate(2);
        var session = connected("shop", "good").session();
        long campaign = started(session);
        telegram.atRate(2_000);
        desk.pace(session.id(), 500.0, false);
        assertThat(telegram.recalls).as("a pace makes no message wrong").hasValue(0);
        await("the campaign is faster", () -> telegram.handed.size() > 200);
        reprise.desk.stop(campaign);
        assertThat(desk.find(session.id()).session().rate()).isEqualTo(500.0);
        assertRefused(CampaignRefused.Code.INVALID, () -> desk.pace(session.id(), 0.0, false));
        assertRefused(CampaignRefused.Code.UNKNOWN, () -> desk.pace(99, 1.0, false));
    }

    private long started(Session session) {
        reprise.importCsv(
                session,
                "user_id\n"
                        + String.join(
                                "\n",
                                LongStream.rangeClosed(1, 2_000)
                                        .mapToObj(String::valueOf)
                                        .toList()));
        long id = reprise.desk
                .create(CampaignDrafts.aCampaign("Hello")
                        .on(session.name())
                        .pace(Duration.ofMillis(5))
                        .draft())
                .id();
        reprise.start(id);
        int before = telegram.handed.size();
        await("some messages", () -> telegram.handed.size() > before + 1);
        return id;
    }
}
