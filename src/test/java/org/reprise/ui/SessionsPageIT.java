package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** Bots are connected, written to, lost and left, against a Telegram in a process of its own. */
class SessionsPageIT {
    private static final FakeTelegram TELEGRAM = FakeTelegram.start();
    private static RepriseServer server;
    private static RepriseClient client;
    private static Browser browser;

    @BeforeAll
    static void open() {
        server = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", TELEGRAM.url()));
        client = new RepriseClient(server.baseUri());
        browser = Browser.open(server.baseUri());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
        TELEGRAM.close();
    }

    @Test
    void aBotIsConnectedWrittenToAndSends() {
        var token = TELEGRAM.bot(101);
        browser.go("/connections").click("sessions:connect");
        browser.type("connect:name", "shop");
        browser.type("connect:token", "101:not-the-token");
        browser.click("connect:go");
        browser.awaitText("connect", "Telegram does not take that");
        browser.await("the token to stay", it -> token().equals("101:not-the-token"));
        assertThat(browser.run("return document.documentElement.outerHTML").toString())
                .doesNotContain("not-the-token");
        browser.type("connect:token", token);
        browser.click("connect:go");
        browser.awaitText("sessions:table", "Ready");
        browser.awaitText("answer:said", "“shop” is connected.");
        assertThat(token()).isEmpty();
        browser.await(
                "its name on Telegram",
                it -> it.has("sessions:table")
                        && it.run("return document.querySelector('.sender a[href^=\"https://t.me/\"]') !== null")
                                .equals(true));
        assertThat(browser.barriers()).isEmpty();

        TELEGRAM.push(token, message(7001, "/start"));
        browser.awaitText("sessions:table", "1 contacts");
        client.execute(1, "shop", "Hello from the shop", ",\"sleep_time\":0");
        TestReprise.await(
                "the message",
                () -> TELEGRAM.record().stream()
                        .anyMatch(sent -> sent.chat() == 7001 && sent.text().equals("Hello from the shop")));

        TELEGRAM.push(token, message(7001, "STOP"));
        browser.awaitText("sessions:table", "1 opted out");
    }

    private static String token() {
        return (String) browser.run("return document.getElementById('connect:token')?.value ?? ''");
    }

    @Test
    void theConnectDialogHasNoBarriersAndAsksForWhatItNeeds() {
        browser.go("/connections").click("sessions:connect");
        browser.click("connect:go");
        browser.awaitText("connect", "Give it a name");
        browser.awaitText("connect", "Paste the token");
        assertThat(browser.barriers()).isEmpty();
        // no way that leads nowhere: what is missing is said before anything is typed
        assertThat(browser.isEnabled("way-PHONE")).isFalse();
        assertThat(browser.isEnabled("way-SCAN")).isFalse();
        assertThat(browser.text("connect:ways")).contains("REPRISE_TELEGRAM_API_ID", "my.telegram.org");
        browser.click("connect:no");
    }

    @Test
    void aLostBotStopsItsCampaignAndGoesOnWhenItIsConnectedAgain() {
        var token = TELEGRAM.bot(102);
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(
                        "{\"account_id\":1,\"name\":\"lost\",\"kind\":\"bot\"," + "\"token\":\"" + token + "\"}"));
        for (int user = 7101; user <= 7140; user++) {
            TELEGRAM.push(token, message(user, "/start"));
        }
        TestReprise.await("everybody came", () -> TELEGRAM.waiting(token) == 0);
        client.execute(2, "lost", "Hello", ",\"sleep_time\":0.2");
        TestReprise.await("some messages", () -> client.processed(2) > 2);
        TELEGRAM.revoke(token);
        browser.go("/connections").awaitText("sessions:table", "Lost");
        TestReprise.await("stopped", () -> client.status(2).getString("status").equals("stopped"));
        assertThat(client.status(2).getString("error")).contains("session");
        TELEGRAM.bot(102);
        browser.click(
                browser.run("return document.querySelector('[id$=again]').id").toString());
        browser.type("connect:token", token);
        browser.click("connect:go");
        browser.await("no session is lost", it -> !it.text("sessions:table").contains("Lost"));
        TestReprise.await(
                "completed", () -> client.status(2).getString("status").equals("completed"));
        assertThat(TELEGRAM.record().stream()
                        .filter(sent -> sent.token().equals(token))
                        .map(sent -> sent.chat()))
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void aBotThatDoesNotHearWhoOptsOutSaysSoUntilItHearsAgain() {
        var token = TELEGRAM.bot(104);
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(
                        "{\"account_id\":1,\"name\":\"deaf\",\"kind\":\"bot\",\"token\":\"" + token + "\"}"));
        TELEGRAM.push(token, message(7201, "/start"));
        TestReprise.await("somebody came", () -> TELEGRAM.waiting(token) == 0);
        var draft = "{\"account_id\":1,\"session\":\"deaf\",\"message_text\":\"Hello\"}";
        client.exchange("POST", "/campaigns", "application/json", BodyPublishers.ofString(draft));
        TELEGRAM.meets(Fault.answer(409, "Conflict: terminated by other getUpdates request")
                .on("getUpdates")
                .forToken(token));
        TELEGRAM.push(token, message(7201, "Hello"));
        browser.go("/connections").awaitText("sessions:table", "deaf does not hear who opts out");
        assertThat(browser.text("sessions:table")).doesNotContain("Conflict");
        assertThat(browser.barriers()).isEmpty();
        long id = client.get("/campaigns")
                .getJsonArray("campaigns")
                .getJsonObject(0)
                .getInt("id");
        browser.go("/campaign?id=" + id).awaitText("campaign:warning", "deaf does not hear who opts out");
        browser.click("campaign:start");
        browser.awaitText("ask", "deaf does not hear who opts out");
        assertThat(browser.barriers()).isEmpty();
        browser.click("ask:no");
        TELEGRAM.meetsNoFaults();
        browser.await("the warning to go", it -> it.text("campaign:warning").isEmpty());
    }

    @Test
    void whoseAccountIsGoneIsShownAsThat() {
        var token = TELEGRAM.bot(105);
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(
                        "{\"account_id\":1,\"name\":\"gone\",\"kind\":\"bot\",\"token\":\"" + token + "\"}"));
        for (int user = 7301; user <= 7303; user++) {
            TELEGRAM.push(token, message(user, "/start"));
        }
        TestReprise.await("everybody came", () -> TELEGRAM.waiting(token) == 0);
        TELEGRAM.meets(Fault.answer(403, "Forbidden: user is deactivated").forChat(7302));
        client.execute(5, "gone", "Hello", ",\"sleep_time\":0");
        TestReprise.await(
                "completed", () -> client.status(5).getString("status").equals("completed"));
        TELEGRAM.meetsNoFaults();
        browser.go("/contacts?session=gone").awaitText("contacts:table", "Account is gone");
        browser.go("/connections").awaitText("sessions:table", "1 whose account is gone");
        browser.go("/campaign?id=5&tab=recipients&outcome=failed").awaitText("recipients", "their account is gone");
        client.execute(6, "gone", "Again", ",\"sleep_time\":0");
        browser.go("/campaign?id=6&tab=recipients").awaitText("recipients", "Left out: 1 whose account is gone.");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void anOpenMenuAndTheFocusOutliveARefresh() {
        var token = TELEGRAM.bot(106);
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(
                        "{\"account_id\":1,\"name\":\"steady\",\"kind\":\"bot\",\"token\":\"" + token + "\"}"));
        browser.go("/connections").awaitText("sessions:table", "steady");
        openMenuOf("steady");
        browser.run("document.getElementById('" + idInRowOf("steady", "pace") + "').focus()");
        TELEGRAM.push(token, message(7401, "/start"));
        browser.await(
                "somebody new",
                it -> it.run(
                                "return [...document.querySelectorAll('.sender')]"
                                        + ".find(card => card.textContent.includes('steady')).textContent.includes('1 contacts')")
                        .equals(true));
        assertThat(browser.run("return document.activeElement.id")).isEqualTo(idInRowOf("steady", "pace"));
        assertThat(browser.shows(idInRowOf("steady", "pace"))).isTrue();
    }

    @Test
    void aPaceIsChangedAndASessionIsLeft() {
        var token = TELEGRAM.bot(103);
        browser.go("/connections").click("sessions:connect");
        browser.type("connect:name", "aaa-paced");
        browser.type("connect:token", token);
        browser.click("connect:go");
        browser.awaitText("sessions:table", "aaa-paced");
        openMenuOf("aaa-paced");
        browser.click(idInRowOf("aaa-paced", "pace"));
        browser.type("pace:rate", "12.5");
        browser.click("pace:yes");
        browser.awaitText("sessions:table", "12.5 a second");
        browser.awaitText("answer:said", "“aaa-paced” sends 12.5 messages a second from now on.");
        openMenuOf("aaa-paced");
        browser.click(idInRowOf("aaa-paced", "leave"));
        browser.awaitText("leave", "logged out of Telegram");
        browser.click("leave:yes");
        browser.awaitText("sessions:table", "Disconnected");
    }

    private static void openMenuOf(String sender) {
        browser.run("[...document.querySelectorAll('.sender')].find(card => card.textContent.includes('" + sender
                + "')).querySelector('details.menu').open = true");
    }

    private static String idInRowOf(String session, String button) {
        return browser.run("return [...document.querySelectorAll('.sender')].find(row => row.textContent"
                        + ".includes('" + session + "')).querySelector('[id$=\":" + button + "\"]').id")
                .toString();
    }

    private static JsonObject message(long user, String text) {
        var person = Json.createObjectBuilder()
                .add("id", user)
                .add("is_bot", false)
                .add("first_name", "Ann")
                .add("language_code", "en");
        return Json.createObjectBuilder()
                .add(
                        "message",
                        Json.createObjectBuilder()
                                .add("message_id", 1)
                                .add("date", System.currentTimeMillis() / 1000)
                                .add("from", person)
                                .add(
                                        "chat",
                                        Json.createObjectBuilder()
                                                .add("id", user)
                                                .add("type", "private")
                                                .add("first_name", "Ann"))
                                .add("text", text))
                .build();
    }
}
