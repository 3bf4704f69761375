package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** Who did what is told by the timeline, the audit and the log; and nobody does more than their quota. */
class ActorsIT {
    private static final int REQUESTS = 60;
    private String cookie;
    private RepriseClient client;

    private HttpResponse<byte[]> ask(String method, String path, String body, String... headers) {
        return client.exchange(
                method,
                path,
                body == null ? null : "application/json",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    private JsonObject get(String path) {
        var answer = ask("GET", path, null, "Cookie", cookie);
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        return RepriseClient.json(answer);
    }

    private static List<String> texts(JsonObject answer, String list, String member) {
        return answer.getJsonArray(list).getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString(member))
                .toList();
    }

    @Test
    void whoeverChangesSomethingIsNamedAndHeldToTheirQuota() {
        try (var server = RepriseServer.start(
                Map.of("REPRISE_SANDBOX", "true", "REPRISE_REQUESTS_PER_MINUTE", String.valueOf(REQUESTS)))) {
            client = new RepriseClient(server.baseUri());
            var setUp = ask(
                    "POST",
                    "/setup",
                    "{\"email\":\"ann@example.org\",\"name\":\"Ann\",\"password\":\"a long and rare sentence\"}");
            assertThat(setUp.statusCode()).as(new String(setUp.body())).isEqualTo(200);
            cookie = String.join(
                    "; ",
                    setUp.headers().allValues("Set-Cookie").stream()
                            .map(each -> each.substring(0, each.indexOf(';')))
                            .toList());
            var started = ask(
                    "POST",
                    "/execute_campaign",
                    "{\"campaign_id\":7,\"session\":\"demo\",\"message\":\"Very secret\",\"sleep_time\":0,\"limit\":3}",
                    "Cookie",
                    cookie);
            assertThat(started.statusCode()).as(new String(started.body())).isEqualTo(200);

            var activity =
                    get("/campaign_status/7").getJsonArray("recent_activity").getValuesAs(JsonObject.class);
            assertThat(activity.stream().filter(each -> each.getString("type").equals("started")))
                    .allMatch(each -> each.getString("actor").equals("ann@example.org"))
                    .hasSize(1);
            assertThat(texts(get("/audit"), "entries", "action"))
                    .contains("campaign_started", "campaign_created", "session_connected");
            assertThat(new String(ask("GET", "/audit", null, "Cookie", cookie).body()))
                    .doesNotContain("secret");
            server.await(() -> server.log().contains("campaign 7 started, run 1, by person 1"));
            assertThat(server.log()).doesNotContain("ann@example.org");

            var quotas = get("/quotas").getJsonArray("quotas").getJsonObject(0);
            assertThat(quotas.getString("name")).isEqualTo("requests");
            assertThat(quotas.getInt("limit")).isEqualTo(REQUESTS);
            assertThat(quotas.getInt("used")).isPositive();
            var refused = IntStream.range(0, 3 * REQUESTS)
                    .mapToObj(i -> ask("GET", "/sessions/1", null, "Cookie", cookie))
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
            assertThat(RepriseClient.json(refused).getString("code")).isEqualTo("too_many_requests");
            assertThat(ask("GET", "/health/live", null).statusCode()).isEqualTo(200);
        }
    }
}
