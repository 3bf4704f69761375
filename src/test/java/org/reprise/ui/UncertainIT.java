package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** Recipients whose replies were lost, and what an operator decides about them. */
class UncertainIT {
    private static RepriseServer reprise;
    private static RepriseClient client;

    @BeforeAll
    static void loseReplies() {
        reprise = RepriseServer.start(Map.of(
                "REPRISE_SANDBOX_LOST_REPLIES_PERCENT", "10",
                "REPRISE_REPLY_TIMEOUT_SECONDS", "1",
                "REPRISE_SANDBOX_REFUSED_PERCENT", "0",
                "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        client = new RepriseClient(reprise.baseUri());
    }

    @AfterAll
    static void end() {
        reprise.close();
    }

    @Test
    void theyCountAsSentWhenTheOperatorSaysSoKnowingTheirNumber() {
        int uncertain = completedWithUncertain(1);
        try (var browser = Browser.open(reprise.baseUri())) {
            browser.go("/campaign?id=1").awaitText("campaign:uncertain", "Uncertain recipients: " + uncertain + ".");
            assertThat(browser.barriers()).isEmpty();
            answer(browser, "countAsSent", "These " + uncertain + " recipients of campaign 1 count as sent");
            browser.awaitText("answer:said", uncertain + " recipients count as sent.");
            browser.awaitText("campaign:activity", uncertain + " uncertain recipients");
            browser.awaitText("campaign:outcomes", "an operator counted them as sent");
        }
        assertThat(client.status(1).getInt("sent_count")).isEqualTo(250);
        assertThat(client.status(1).getInt("uncertain_count")).isZero();
    }

    @Test
    void theyAreSentToAgainByTheNextRunAndNobodyElseIs() {
        int uncertain = completedWithUncertain(2);
        try (var browser = Browser.open(reprise.baseUri())) {
            browser.go("/campaign?id=2&tab=recipients&outcome=uncertain")
                    .awaitText("recipients:table", "Telegram’s answer did not come in time");
            browser.go("/campaign?id=2");
            answer(browser, "sendAgain", "sends to these " + uncertain + " again");
            browser.awaitText("campaign:activity", "Uncertain recipients released");
            browser.awaitText("campaign:figures", "Stopped");
            assertThat(browser.text("campaign:figures")).contains("sent to again: " + uncertain + ".");
            var stopped = client.status(2);
            assertThat(stopped.getInt("sent_count")).isEqualTo(250 - uncertain);
            assertThat(stopped.getInt("total_recipients")).isEqualTo(250);
            assertThat(stopped.getString("status")).isEqualTo("stopped");
            assertThat(stopped.getString("error")).contains("sent to again: " + uncertain + ".");
            browser.click("campaign:resume");
            browser.awaitText("ask", uncertain + " of 250 will still get");
            browser.click("ask:yes");
            browser.awaitText("campaign:figures", "Completed");
        }
        assertThat(client.status(2).getInt("sent_count")).isEqualTo(250);
        assertThat(client.sentUsers(2)).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void programsDecideAboutOneOrAll() {
        int uncertain = completedWithUncertain(3);
        long one = uncertainOf(3);
        for (var wrong : List.of(
                "{}",
                "{\"decision\":\"sent\"}",
                "{\"decision\":\"maybe\",\"confirmed\":1}",
                "{\"decision\":\"sent\",\"confirmed\":0}",
                "{\"decision\":\"sent\",\"user_id\":" + one + ",\"confirmed\":1}",
                "{\"decision\":\"sent\",\"users\":[1]}")) {
            assertThat(decide(wrong).statusCode()).as(wrong).isIn(400, 422);
        }
        assertThat(decide("{\"decision\":\"sent\",\"user_id\":1}").statusCode()).isEqualTo(409);
        assertThat(decide("{\"decision\":\"send_again\",\"confirmed\":" + (uncertain + 1) + "}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(client.status(3).getInt("uncertain_count")).isEqualTo(uncertain);

        var decided = "{\"campaign_id\":3,\"uncertain_count\":%d,\"sent_count\":%d}";
        assertThat(client.post("/campaigns/3/uncertain", "{\"decision\":\"sent\",\"user_id\":" + one + "}"))
                .hasToString(decided.formatted(uncertain - 1, 251 - uncertain));
        assertThat(decide("{\"decision\":\"sent\",\"user_id\":" + one + "}").statusCode())
                .isEqualTo(409);
        assertThat(client.post(
                        "/campaigns/3/uncertain",
                        "{\"decision\":\"send_again\",\"confirmed\":\"" + (uncertain - 1) + "\"}"))
                .hasToString(decided.formatted(0, 251 - uncertain));
        client.post("/resume_campaign/3", "{}");
        reprise.await(() -> client.status(3).getString("status").equals("completed"));
        assertThat(client.sentUsers(3)).hasSize(250).doesNotHaveDuplicates();
    }

    private static HttpResponse<byte[]> decide(String json) {
        return client.exchange("POST", "/campaigns/3/uncertain", "application/json", BodyPublishers.ofString(json));
    }

    private static long uncertainOf(long id) {
        return Long.parseLong(client.get("/campaigns/" + id + "/uncertain?limit=1")
                .getJsonArray("users")
                .getString(0));
    }

    private static void answer(Browser browser, String button, String says) {
        browser.click("campaign:" + button);
        browser.awaitText("decide", says);
        browser.click("decide:yes");
        browser.await("the question to close", it -> !it.shows("decide:yes"));
        browser.await("the notice to go", it -> !it.shows("campaign:" + button));
    }

    /** @return how many are uncertain */
    private static int completedWithUncertain(long id) {
        client.execute(id, "shop-" + id, "Hello", ",\"sleep_time\":0");
        reprise.await(() -> client.status(id).getString("status").equals("completed"));
        int uncertain = client.status(id).getInt("uncertain_count");
        assertThat(uncertain).isBetween(10, 40);
        return uncertain;
    }
}
