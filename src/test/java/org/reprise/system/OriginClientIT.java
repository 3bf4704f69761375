package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.system.RestClient.Answer;
import org.reprise.testing.RepriseServer;

/** The web client of another origin, with its calls in its order: numbers as strings, local times, an editor's HTML. */
class OriginClientIT {
    private static final String ORIGIN = "http://app.test:5173";
    private static RepriseServer reprise;
    private static RestClient client;

    @BeforeAll
    static void start() {
        reprise = RepriseServer.start(Map.of(
                "REPRISE_ALLOWED_ORIGINS",
                ORIGIN,
                "REPRISE_TIME_ZONE",
                "Europe/Berlin",
                "REPRISE_SANDBOX_REFUSED_PERCENT",
                "0",
                "REPRISE_SANDBOX_FLOOD_EVERY",
                "0"));
        client = new RestClient(reprise.baseUri());
    }

    @AfterAll
    static void stop() {
        reprise.close();
    }

    @Test
    void createsStartsEditsStopsAndResumes() {
        assertThat(preflight(ORIGIN, "/campaigns").status()).isEqualTo(204);
        var created = post("/campaigns/", """
                {"account_id": "1", "session": "shop", "message_text": "<p>Hello <strong>you</strong></p><p>Bye</p>",
                 "limit": "5", "sleep_time": "1", "chat_start_time": "2001-01-31T09:30", "chat_start_time_cmp": "after",
                 "newest_chat_time": null, "categories": [], "include_categories": [], "exclude_categories": []}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().getString("format")).isEqualTo("html");
        assertThat(created.json().getString("time_zone")).isEqualTo("Europe/Berlin");
        var place = created.headers().firstValue("Location").orElseThrow();
        assertThat(get(place).getInt("id")).isEqualTo(created.json().getInt("id"));

        ok(post(place + "/start", "{}"));
        assertThat(get("/campaigns?account_id=1").getJsonArray("campaigns")).hasSize(1);
        reprise.await(() -> get(place + "/status").getInt("sent_count") > 0);
        var data = get(place + "/data").getJsonObject("data");
        assertThat(data.getString("message")).isEqualTo("Hello <b>you</b>\nBye");
        assertThat(data.getString("chat_start_time")).isEqualTo("2001-01-31T08:30:00Z");
        assertThat(data.getInt("sleep_time")).isEqualTo(1);

        // all of it, with another text and limit
        var edited = Json.createObjectBuilder(data)
                .add("message", "<p>Hello <em>again</em></p>")
                .add("limit", "4")
                .build();
        assertThat(ok(post(place + "/update", edited.toString())).json().getString("format"))
                .isEqualTo("html");
        assertThat(ok(post(place + "/stop", "")).json().getString("status")).isEqualTo("stopped");
        var again = get(place + "/data").getJsonObject("data");
        assertThat(again.getString("message")).isEqualTo("Hello <i>again</i>");
        ok(post(place + "/update", again.toString()));
        ok(post(place + "/resume", ""));
        reprise.await(() -> get(place + "/status").getString("status").equals("completed"));
        assertThat(get(place + "/logs").getInt("total_logs")).isEqualTo(4);
    }

    @Test
    void pagesOfOriginsThatNobodyNamedChangeNothing() {
        var other = "https://elsewhere.test";
        assertThat(preflight(other, "/campaigns").status()).isEqualTo(403);
        var refused = client.post(
                "/execute_campaign",
                "{\"campaign_id\": 7, \"session\": \"shop\", \"message\": \"Hi\"}",
                "Origin",
                other,
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("code")).isEqualTo("foreign_origin");
        assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(client.get("/campaign_data/7").status()).isEqualTo(404);
        var read = client.send("GET", "/campaigns", BodyPublishers.noBody(), "Origin", other);
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static Answer preflight(String origin, String path) {
        return client.send(
                "OPTIONS",
                path,
                BodyPublishers.noBody(),
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
    }

    private static Answer post(String path, String json) {
        var answer = client.post(path, json, "Origin", ORIGIN, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        return answer;
    }

    private static JsonObject get(String path) {
        var answer = client.send("GET", path, BodyPublishers.noBody(), "Origin", ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        return ok(answer).json();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
