package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.telegram.tdlib.dc.Arrived;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.telegram.tdlib.dc.Verdict;

/** The real TDLib, through the binding, against the test data centre. */
class TdClientsTest {
    private static final String TOKEN = "100:token";
    private static final Person SHOP = new Person(100, "Shop", null, "shop_bot", null, null, Person.Kind.BOT);
    private static final Person ANNA = Person.human(1001, "Anna");

    private static final Person OLGA = Person.human(7, "Olga");

    @TempDir
    private Path directory;

    private DataCentre telegram;
    private TdClients tdlib;

    @BeforeEach
    void start() throws Exception {
        telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
        tdlib = TestTdlib.with(telegram, directory);
    }

    @AfterEach
    void stop() throws Exception {
        tdlib.close();
        telegram.close();
    }

    @Test
    void aBotLogsInWithItsToken() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        var me = client.ask(TdRequest.of("getMe"));
        assertThat(me.getInt("id")).isEqualTo(100);
        assertThat(me.getString("first_name")).isEqualTo("Shop");
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        assertThatThrownBy(() -> client.loginAsBot("100:other"))
                .isInstanceOf(TdError.class)
                .hasMessageContaining("ACCESS_TOKEN_INVALID");
    }

    @Test
    void aThousandMessagesArriveOnceAndAreAcknowledged() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        for (int i = 0; i < 1_000; i++) {
            shop.receives(Person.human(2_000 + i, "Person " + i), "/start", Instant.now());
        }
        // temporary ids are unique within a chat only
        var pending = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var sent = client.send(client.chatWith(2_000 + i), "Hello " + i);
            pending.add(sent.get("chat_id") + "/" + sent.get("id"));
        }
        assertThat(pending).hasSize(1_000);
        while (!pending.isEmpty()) {
            var sent = client.await("updateMessageSendSucceeded");
            pending.remove(sent.getJsonObject("message").get("chat_id") + "/" + sent.get("old_message_id"));
        }
        assertThat(shop.arrived())
                .hasSize(1_000)
                .allSatisfy(message -> assertThat(message.text()).isEqualTo("Hello " + (message.recipient() - 2_000)));
        assertThat(Set.copyOf(shop.arrived().stream().map(Arrived::randomId).toList()))
                .hasSize(1_000);
    }

    @Test
    void aUserLogsInWithPhoneAndCode() throws Exception {
        telegram.user("+491700000001", "12345", null, OLGA);
        var client = client("user");
        client.loginWithPhone("+491700000001", "12345");
        client.awaitState("Ready");
        assertThat(client.ask(TdRequest.of("getMe")).getString("first_name")).isEqualTo("Olga");
    }

    @Test
    void aWrongCodeIsRefusedAndAnotherTried() throws Exception {
        telegram.user("+491700000001", "12345", null, OLGA);
        var client = client("user");
        assertThatThrownBy(() -> client.loginWithPhone("+491700000001", "54321"))
                .isInstanceOf(TdError.class)
                .hasMessage("PHONE_CODE_INVALID");
        client.ask(TdRequest.of("checkAuthenticationCode").add("code", "12345"));
        client.awaitState("Ready");
    }

    @Test
    void twoStepVerificationTakesThePasswordAndNoOther() throws Exception {
        telegram.user("+491700000001", "12345", "geheim", OLGA);
        var client = client("user");
        client.loginWithPhone("+491700000001", "12345");
        assertThat(client.awaitState("WaitPassword").getString("password_hint")).isEqualTo("the usual one");
        assertThatThrownBy(() ->
                        client.ask(TdRequest.of("checkAuthenticationPassword").add("password", "offen")))
                .isInstanceOf(TdError.class)
                .hasMessage("PASSWORD_HASH_INVALID");
        client.ask(TdRequest.of("checkAuthenticationPassword").add("password", "geheim"));
        client.awaitState("Ready");
    }

    @Test
    void aUserLogsInByScanningACode() throws Exception {
        var olga = telegram.user("+491700000001", "12345", null, OLGA);
        var client = client("user");
        client.awaitState("WaitPhoneNumber");
        client.ask(TdRequest.of("requestQrCodeAuthentication"));
        telegram.scan(client.awaitState("WaitOtherDeviceConfirmation").getString("link"), olga);
        client.awaitState("Ready");
        assertThat(client.ask(TdRequest.of("getMe")).getInt("id")).isEqualTo(7);
    }

    @Test
    void aScannedAccountWithAPasswordAsksForIt() throws Exception {
        var olga = telegram.user("+491700000001", "12345", "geheim", OLGA);
        var client = client("user");
        client.awaitState("WaitPhoneNumber");
        client.ask(TdRequest.of("requestQrCodeAuthentication"));
        telegram.scan(client.awaitState("WaitOtherDeviceConfirmation").getString("link"), olga);
        client.awaitState("WaitPassword");
        client.ask(TdRequest.of("checkAuthenticationPassword").add("password", "geheim"));
        client.awaitState("Ready");
    }

    @Test
    void aClosedClientIsOpenedAgainWithoutALogin() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        client.close();
        client("bot").awaitState("Ready");
        assertThat(telegram.calls("auth.importBotAuthorization")).isEqualTo(1);
    }

    @Test
    void whatAClosedClientIsAskedIsAnsweredWithAnError() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.close();
        assertThatThrownBy(() -> client.ask(TdRequest.of("getMe"))).isInstanceOf(TdError.class);
    }

    @Test
    void aLaterDeploymentInTheSameProcessTakesOver() throws Exception {
        telegram.bot(TOKEN, SHOP);
        client("bot").loginAsBot(TOKEN);
        tdlib.close();
        tdlib = TestTdlib.with(telegram, directory);
        var client = client("bot");
        client.awaitState("Ready");
        assertThat(client.ask(TdRequest.of("getMe")).getInt("id")).isEqualTo(100);
    }

    @Test
    void aClosedTdlibOpensNothing() {
        tdlib.close();
        assertThatThrownBy(() -> client("bot")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestThatStaysUnansweredEndsWithItsTime() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.awaitState("WaitPhoneNumber");
        telegram.down();
        var login = client.td.ask(
                TdRequest.of("checkAuthenticationBotToken").add("token", TOKEN).build(), Duration.ofMillis(300));
        assertThatThrownBy(() -> login.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("checkAuthenticationBotToken");
    }

    @Test
    void aListenerThatFailsDoesNotHoldUpTheOthers() throws Exception {
        telegram.bot(TOKEN, SHOP);
        var failures = new AtomicInteger();
        tdlib.open(update -> {
            failures.incrementAndGet();
            throw new IllegalStateException("a listener's fault");
        });
        client("bot").loginAsBot(TOKEN);
        assertThat(failures).hasPositiveValue();
    }

    @Test
    void chatsOfAUserAccountAreThePeopleWhoWrote() throws Exception {
        var olga = telegram.user("+491700000001", "12345", null, OLGA);
        for (int i = 0; i < 250; i++) {
            olga.receives(
                    Person.human(2_000 + i, "Person " + i),
                    "Hello",
                    Instant.now().minusSeconds(1_000 - i));
        }
        var client = client("user");
        client.loginWithPhone("+491700000001", "12345");
        client.awaitState("Ready");
        var chats = new HashSet<Long>();
        assertThatThrownBy(() -> {
                    while (true) {
                        client.ask(TdRequest.of("loadChats")
                                .add("chat_list", TdRequest.of("chatListMain"))
                                .add("limit", 100));
                    }
                })
                .isInstanceOf(TdError.class)
                .extracting(error -> ((TdError) error).code())
                .isEqualTo(404);
        client.rest().stream()
                .filter(update -> update.getString("@type").equals("updateNewChat"))
                .forEach(update -> chats.add(
                        update.getJsonObject("chat").getJsonNumber("id").longValue()));
        assertThat(chats).hasSize(250);
    }

    @Test
    void theHistoryOfAChatIsRead() throws Exception {
        var olga = telegram.user("+491700000001", "12345", null, OLGA);
        for (int i = 0; i < 120; i++) {
            olga.receives(ANNA, "Hello " + i, Instant.now().minusSeconds(1_000 - i));
        }
        var client = client("user");
        client.loginWithPhone("+491700000001", "12345");
        client.awaitState("Ready");
        client.ask(TdRequest.of("loadChats")
                .add("chat_list", TdRequest.of("chatListMain"))
                .add("limit", 10));
        var texts = new ArrayList<String>();
        long from = 0;
        while (true) {
            var page = client.ask(TdRequest.of("getChatHistory")
                            .add("chat_id", ANNA.id())
                            .add("from_message_id", from)
                            .add("offset", 0)
                            .add("limit", 100)
                            .add("only_local", false))
                    .getJsonArray("messages");
            if (page.isEmpty()) {
                break;
            }
            for (var message : page.getValuesAs(JsonObject.class)) {
                texts.add(message.getJsonObject("content").getJsonObject("text").getString("text"));
                from = message.getJsonNumber("id").longValue();
            }
        }
        assertThat(texts).hasSize(120).startsWith("Hello 119").endsWith("Hello 0");
    }

    @Test
    void anIncomingMessageIsHeard() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        shop.receives(ANNA, "/start", Instant.now());
        var message = client.await("updateNewMessage").getJsonObject("message");
        assertThat(message.getInt("chat_id")).isEqualTo(1001);
        assertThat(message.getJsonObject("content").getJsonObject("text").getString("text"))
                .isEqualTo("/start");
    }

    @Test
    void whatCameWhileAwayIsHeardOnReturn() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        client.close();
        shop.receives(ANNA, "/start", Instant.now());
        var later = client("bot");
        assertThat(later.await("updateNewMessage").getJsonObject("message").getInt("chat_id"))
                .isEqualTo(1001);
    }

    @Test
    void aBotHearsThatItWasBlocked() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        shop.receives(ANNA, "/start", Instant.now());
        client.await("updateNewMessage");
        shop.blocked(ANNA.id(), true);
        var update = client.await("updateChatMember");
        assertThat(update.getJsonObject("new_chat_member")
                        .getJsonObject("status")
                        .getString("@type"))
                .isEqualTo("chatMemberStatusBanned");
    }

    @Test
    void aRefusalNamesItsReason() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        shop.receives(ANNA, "/start", Instant.now());
        shop.sends((recipient, text) -> Verdict.refuse("USER_IS_BLOCKED"));
        var client = client("bot");
        client.loginAsBot(TOKEN);
        client.send(client.chatWith(ANNA.id()), "Hello");
        var failed = client.await("updateMessageSendFailed");
        assertThat(failed.getJsonObject("error").getString("message")).isEqualTo("USER_IS_BLOCKED");
        assertThat(shop.arrived()).isEmpty();
    }

    @Test
    void aLongFloodWaitIsToldWithItsSeconds() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        shop.receives(ANNA, "/start", Instant.now());
        shop.sends((recipient, text) -> Verdict.floodWait(Duration.ofSeconds(700)));
        var client = client("bot");
        client.loginAsBot(TOKEN);
        client.send(client.chatWith(ANNA.id()), "Hello");
        var error = client.await("updateMessageSendFailed").getJsonObject("error");
        assertThat(error.getInt("code")).isEqualTo(429);
        assertThat(error.getString("message")).isEqualTo("Too Many Requests: retry after 700");
    }

    @Test
    void aRevokedSessionIsLoggedOut() throws Exception {
        var shop = telegram.bot(TOKEN, SHOP);
        var client = client("bot");
        client.loginAsBot(TOKEN);
        shop.revoke();
        client.awaitState("LoggingOut");
        client.awaitState("Closed");
    }

    @Test
    void formattingIsParsedWithoutAClient() {
        var parsed = tdlib.execute(TdRequest.of("parseTextEntities")
                .add("text", "<b>Hello</b> you")
                .add("parse_mode", TdRequest.of("textParseModeHTML"))
                .build());
        assertThat(parsed.getString("text")).isEqualTo("Hello you");
    }

    private TestClient client(String name) {
        return new TestClient(tdlib, telegram, directory.resolve(name));
    }
}
