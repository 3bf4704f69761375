package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;
import org.reprise.testing.fakebot.Told;

/** People who cannot be reached, come back, and are sent to again, over HTTP on the packaged server. */
class RetryFailedIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static FakeTelegram telegram;
    private RepriseServer reprise;
    private RepriseClient client;
    private String token;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    /** A bot to which seven people wrote: 1 and 2 are strangers to Telegram, 3 is gone, 4 blocked it. */
    private void given(TestDatabase database) {
        telegram.meetsNoFaults();
        telegram.forget();
        reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url(), "REPRISE_DB_URL", database.url()));
        client = new RepriseClient(reprise.baseUri());
        token = telegram.bot(4_100 + database.ordinal());
        assertThat(post(
                                "/sessions",
                                "{\"account_id\":1,\"name\":\"shop\",\"kind\":\"bot\",\"token\":\"" + token + "\"}")
                        .getString("state"))
                .isEqualTo("ready");
        for (long user = 1; user <= 7; user++) {
            telegram.push(token, Told.message(user, "/start", NOON));
        }
        reprise.await(() -> telegram.waiting(token) == 0);
        telegram.meets(Fault.answer(400, "Bad Request: chat not found").forChat(1));
        telegram.meets(Fault.answer(400, "Bad Request: chat not found").forChat(2));
        telegram.meets(Fault.answer(403, "Forbidden: user is deactivated").forChat(3));
        telegram.meets(
                Fault.answer(403, "Forbidden: bot was blocked by the user").forChat(4));
        client.execute(1, "shop", "Hello", ",\"sleep_time\":0");
        completed(1);
        telegram.meetsNoFaults();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoCameBackIsSentToAgainOnceAndNoLongerLeftOut(TestDatabase database) {
        given(database);
        post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Again\",\"sleep_time\":0}");
        assertThat(client.get("/campaigns/2/audience"))
                .hasToString("{\"campaign_id\":2,\"audience\":5,"
                        + "\"left_out\":{\"opted_out\":0,\"blocked\":1,\"deactivated\":1}}");
        assertThat(client.status(1).getInt("failed_count")).isEqualTo(4);
        var nobody = client.get("/campaigns/1/retry-failed");
        assertThat(nobody.getInt("retryable")).isZero();
        assertThat(nobody.getJsonObject("not_retryable").toString())
                .isEqualTo("{\"BLOCKED\":1,\"DEACTIVATED\":1,\"SILENT\":2}");
        assertThat(refused(409, "{\"confirmed\":1}")).contains("None of the failed recipients of campaign 1");

        var later = Instant.now().plusSeconds(2);
        telegram.push(token, Told.message(1, "Hello", later));
        telegram.push(token, Told.message(3, "I am back", later));
        telegram.push(token, Told.unblocked(4, later));
        telegram.push(token, Told.message(4, "/start", later));
        reprise.await(() -> telegram.waiting(token) == 0);
        var some = client.get("/campaigns/1/retry-failed");
        assertThat(some.getInt("retryable")).isEqualTo(3);
        assertThat(some.getJsonObject("by_reason").toString())
                .isEqualTo("{\"BLOCKED\":1,\"DEACTIVATED\":1,\"NEVER_WROTE\":1}");

        assertThat(refused(409, "{\"confirmed\":2}")).contains("3 failed recipients of campaign 1", "not 2");
        assertThat(refused(400, "{\"confirm\":3}")).contains("confirm");
        assertThat(refused(400, "{}")).contains("confirmed");
        assertThat(refused(422, "{\"confirmed\":-1}")).contains("confirmed");
        assertThat(client.status(1).getInt("failed_count")).isEqualTo(4);

        telegram.forget();
        assertThat(client.post("/campaigns/1/retry-failed", "{\"confirmed\":\"3\"}"))
                .hasToString("{\"status\":\"resumed\",\"campaign_id\":1,\"released\":3}");
        completed(1);
        assertThat(telegram.record()).extracting(sent -> sent.chat()).containsExactlyInAnyOrder(1L, 3L, 4L);
        var status = client.status(1);
        assertThat(status.getInt("sent_count")).isEqualTo(6);
        assertThat(status.getInt("failed_count")).isEqualTo(1);
        assertThat(status.getJsonArray("recent_activity").toString()).contains("\"retried\"", "3 failed recipients");

        telegram.forget();
        client.post("/campaigns/2/start", "");
        completed(2);
        assertThat(telegram.record())
                .extracting(sent -> sent.chat())
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(reprise.log()).doesNotContain(token).doesNotContain("SEVERE");
    }

    @Test
    void whileOptOutsAreNotHeardEveryStartSaysSo() {
        given(TestDatabase.SQLITE);
        telegram.meets(Fault.answer(409, "Conflict: terminated by other getUpdates request")
                .on("getUpdates")
                .forToken(token));
        telegram.push(token, Told.message(6, "Hello", NOON));
        reprise.await(() -> hearing().getString("state").equals("deaf"));
        assertThat(hearing().getString("cause")).isEqualTo("other_program");
        assertThat(hearing().getString("warning")).contains("shop does not hear who opts out");
        post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Again\",\"sleep_time\":0}");
        assertThat(warnings(client.post("/campaigns/2/start", ""))).contains("another program asks Telegram");
        completed(2);
        assertThat(warnings(client.resume(2))).contains("another program asks Telegram");
        assertThat(warnings(client.status(2))).contains("another program asks Telegram");
        assertThat(warnings(client.execute(3, "shop", "Hello", ",\"sleep_time\":0")))
                .contains("another program asks Telegram");
        telegram.meetsNoFaults();
        reprise.await(() -> hearing().getString("state").equals("listening"));
        completed(3);
        assertThat(client.resume(3).containsKey("warnings")).isFalse();
    }

    private static String warnings(JsonObject answer) {
        return answer.getJsonArray("warnings").getString(0);
    }

    private JsonObject hearing() {
        return client.get("/session/status?account_id=1")
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getJsonObject("hearing");
    }

    private void completed(long campaign) {
        reprise.await(() -> client.status(campaign).getString("status").equals("completed"));
    }

    private String refused(int status, String json) {
        var response =
                client.exchange("POST", "/campaigns/1/retry-failed", "application/json", BodyPublishers.ofString(json));
        assertThat(response.statusCode()).as(json).isEqualTo(status);
        return RepriseClient.json(response).getString("detail");
    }

    private JsonObject post(String path, String json) {
        var response = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        assertThat(response.statusCode()).isEqualTo(201);
        return RepriseClient.json(response);
    }
}
