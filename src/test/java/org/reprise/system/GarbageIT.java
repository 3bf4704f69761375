package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.system.RestClient.Answer;

/** Whatever clients send: a clear 4xx, nothing changed, hardly a word in the log. */
class GarbageIT {
    private static final boolean IS_PAYARA = "PAYARA".equals(System.getProperty("reprise.server"));
    private static RestClient client;
    private static long id;
    private static String before;

    @BeforeAll
    static void startWithOneCampaign() {
        client = new RestClient(SystemServer.get().baseUri());
        var created = client.post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\"}");
        assertThat(created.status()).isEqualTo(201);
        id = created.json().getJsonNumber("id").longValue();
        before = state();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(400, ""),
                Arguments.of(400, "{\"message\":\"x"),
                Arguments.of(400, "[]"),
                Arguments.of(400, "[".repeat(100_000)),
                Arguments.of(400, "{\"a\":".repeat(100_000)),
                Arguments.of(400, "{\"limit\":" + "9".repeat(1_000_000) + "}"),
                Arguments.of(400, "{\"limit\":1e999999999}"),
                Arguments.of(400, "{\"limit\":\"five\"}"),
                Arguments.of(400, "{\"limit\":6}{\"limit\":7}"),
                Arguments.of(400, "{\"limit\":6} trailing"),
                Arguments.of(400, "{\"colour\":\"red\"}"),
                Arguments.of(400, "{\"limit\":6,\"depth\":[[[{}]]]}"),
                Arguments.of(400, "{\"attachment\":{\"type\":\"photo\",\"link\":\"https://example.org/a.png\"}}"),
                Arguments.of(400, "{\"message\":\"a\",\"message_text\":\"a\"}"),
                Arguments.of(400, "{\"session\":\"shop\",\"telegram_session_id\":1}"),
                Arguments.of(400, "{\"message\":null}"),
                Arguments.of(422, "{\"limit\":6,\"schedule_at\":\"2030-01-01T00:00:00Z\"}"),
                Arguments.of(422, "{\"limit\":6,\"exclude_categories\":[\"vip\"]}"),
                Arguments.of(422, "{\"limit\":6,\"sent_count\":4}"),
                Arguments.of(422, "{\"limit\":6,\"target_recipients\":0}"),
                Arguments.of(422, "{\"limit\":6,\"campaign_id\":4242}"),
                Arguments.of(422, "{\"format\":\"rtf\"}"),
                Arguments.of(400, "{\"limit\":true}"),
                Arguments.of(400, "{\"limit\":9223372036854775808}"),
                Arguments.of(400, "{\"message\":5}"),
                Arguments.of(400, "{\"message\":\"a\",\"message\":\"b\"}"),
                Arguments.of(413, "{\"message\":\"" + "x".repeat(5_000_000) + "\"}"),
                Arguments.of(422, "{\"limit\":0}"),
                Arguments.of(422, "{\"message\":\" \"}"),
                Arguments.of(422, "{\"message\":\"" + "x".repeat(4097) + "\"}"),
                Arguments.of(422, "{\"message\":\"a\\u0000b\"}"),
                Arguments.of(422, "{\"message\":\"a\\ud83db\"}"),
                Arguments.of(422, "{\"session\":\"a\\u0000b\"}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anEditThatMakesNoSenseIsRefused(int status, String body) {
        refused(status, () -> client.post("/update_campaign/" + id, body));
        refused(status, () -> client.post("/campaigns/" + id + "/update/", body));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of(400, "/campaign_data/abc"),
                Arguments.of(400, "/campaign_data/9223372036854775808"),
                Arguments.of(400, "/campaign_status/1%2F2"),
                Arguments.of(404, "/campaign_data/424242424242"),
                Arguments.of(404, "/campaign_logs/-1"),
                Arguments.of(404, "/campaign_data"),
                Arguments.of(404, "/nothing/here"),
                Arguments.of(404, "/WEB-INF/web.xml"),
                Arguments.of(404, "/sandbox/nobody/inbox/1"),
                Arguments.of(405, "/execute_campaign"),
                Arguments.of(405, "/stop_campaign/1"),
                Arguments.of(400, "/campaigns?cursor=zzz"),
                Arguments.of(422, "/campaigns?limit=0"),
                Arguments.of(422, "/campaigns?status=lost"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aPathThatLeadsNowhereIsRefused(int status, String path) {
        var answer = refused(status, () -> client.get(path));
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    static Stream<Arguments> escapes() {
        var paths = List.of(
                "/stop_campaign/" + id + "%",
                "/stop_campaign/" + id + "%/",
                "/campaigns/" + id + "%2/stop",
                "/campaigns/%zz/stop",
                "/campaign_data/" + id + "%FF",
                "/campaign_data/" + id + "%C0%AF",
                "/nothing%",
                "/campaign%",
                "/%");
        return paths.stream()
                .flatMap(path ->
                        Stream.of("GET", "HEAD", "POST", "PUT", "DELETE").map(method -> Arguments.of(method, path)));
    }

    /** By hand: no client's library sends them. */
    @ParameterizedTest
    @MethodSource("escapes")
    void aPathThatIsNoPercentEncodedUtf8IsRefused(String method, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", SystemServer.get().baseUri().getPort())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + SystemServer.get().baseUri().getPort()
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
            // WildFly's own HTTP server says no more than that
            if (!method.equals("HEAD") && IS_PAYARA) {
                assertThat(answer).contains("application/problem+json").contains("\"code\":\"malformed_path\"");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void otherFormatsAreRefused() {
        refused(
                415,
                () -> client.send(
                        "POST",
                        "/update_campaign/" + id,
                        BodyPublishers.ofString("limit=1"),
                        "Content-Type",
                        "text/plain"));
        refused(400, () -> client.send("POST", "/update_campaign/" + id, BodyPublishers.noBody()));
    }

    @Test
    void binaryContentIsNoContacts() {
        var binary = new byte[100_000];
        new Random(1).nextBytes(binary);
        refused(
                422,
                () -> client.send(
                        "POST",
                        "/contacts/import?session=shop",
                        BodyPublishers.ofByteArray(binary),
                        "Content-Type",
                        "text/csv"));
    }

    static Stream<Arguments> creations() {
        var execute = "{\"campaign_id\":4711,\"session\":\"shop\",\"message\":\"Hi\"";
        var create = "{\"account_id\":1,\"telegram_session_id\":1,\"message_text\":\"Hi\"";
        var session = "{\"account_id\":1,\"name\":\"a\",\"kind\":\"sandbox\"";
        return Stream.of(
                Arguments.of(400, "/execute_campaign", execute + ",\"mesage\":\"Hi\"}"),
                Arguments.of(400, "/execute_campaign", execute + ",\"message_text\":\"Hi\"}"),
                Arguments.of(400, "/execute_campaign", execute + "}{}"),
                Arguments.of(422, "/execute_campaign", execute + ",\"include_categories\":[\"vip\"]}"),
                Arguments.of(422, "/execute_campaign", execute + ",\"categories\":[\"vip\"]}"),
                Arguments.of(422, "/execute_campaign", execute + ",\"created_at\":\"2026-01-01T00:00:00Z\"}"),
                Arguments.of(422, "/execute_campaign", execute + ",\"chat_start_time_cmp\":\"before\"}"),
                Arguments.of(400, "/campaigns", create + ",\"excludeCategory\":[\"vip\"]}"),
                Arguments.of(422, "/campaigns", create + ",\"exclude_categories\":[\"vip\"]}"),
                Arguments.of(422, "/campaigns", create + ",\"status\":\"running\"}"),
                Arguments.of(422, "/campaigns", create + ",\"id\":5}"),
                Arguments.of(400, "/sessions", session + ",\"pace\":5}"),
                Arguments.of(422, "/sessions", session + ",\"rate\":5}"),
                Arguments.of(422, "/sessions", session + ",\"token\":\"1:a\"}"),
                Arguments.of(422, "/sessions", session.replace("sandbox", "fax") + "}"),
                Arguments.of(400, "/sessions/1/update", "{\"rates\":5}"),
                Arguments.of(422, "/sessions/1/update", "{\"name\":\"other\"}"),
                Arguments.of(400, "/session/connect", "{\"phone\":\"+49\",\"account\":1}"),
                Arguments.of(400, "/session/verify", "{\"phone\":\"+49\",\"pin\":\"1\"}"),
                Arguments.of(400, "/stop_campaign/" + id, "{\"force\":true}"),
                Arguments.of(400, "/campaigns/" + id + "/start", "{\"limit\":1}"),
                Arguments.of(400, "/campaigns/" + id + "/resume/", "{\"limit\":1}"),
                Arguments.of(400, "/campaigns/" + id + "/sent", "{\"user\":1}"),
                Arguments.of(400, "/campaigns/" + id + "/sent", "{\"user_id\":1,\"campaign_id\":1}"));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void whatIsNotUnderstoodIsRefusedWithItsName(int status, String path, String body) {
        var answer = refused(status, () -> client.post(path, body));
        if (!body.endsWith("}{}")) {
            var member = answer.json().getString("pointer").substring(1);
            assertThat(answer.json().getString("detail")).contains(member);
        }
    }

    static Stream<String> queries() {
        return Stream.of(
                "/campaign_data/1",
                "/campaign_status/1",
                "/campaign_logs/1",
                "/campaigns",
                "/campaigns/1/data",
                "/campaigns/1/status",
                "/campaigns/1/logs",
                "/campaigns/1/sent",
                "/campaigns/1/revisions",
                "/campaigns/1/recipients/1/why",
                "/session/status",
                "/sessions/1/qr",
                "/sandbox/shop/inbox/1",
                "POST /campaigns",
                "POST /campaigns/1/stop",
                "POST /stop_campaign/1",
                "POST /files",
                "POST /contacts/import?session=shop",
                "DELETE /sessions/1");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void anUnknownQueryParameterIsRefusedOnEveryRoute(String route) {
        var method = route.contains(" ") ? route.substring(0, route.indexOf(' ')) : "GET";
        var path = route.substring(route.indexOf('/'));
        var query = path.contains("?") ? "&limti=5" : "?limti=5";
        var type = path.startsWith("/files")
                ? "application/octet-stream"
                : path.startsWith("/contacts") ? "text/csv" : "application/json";
        var answer =
                refused(400, () -> client.send(method, path + query, BodyPublishers.noBody(), "Content-Type", type));
        assertThat(answer.json().getString("detail")).startsWith("Unknown query parameter limti");
    }

    @Test
    void theNearestParameterIsNamed() {
        assertThat(refused(400, () -> client.get("/campaigns?limti=5")).json().getString("detail"))
                .isEqualTo("Unknown query parameter limti; the nearest known one is limit");
        refused(400, () -> client.get("/campaigns?limit=5&limit=6"));
    }

    @Test
    void aBodyWhereNoneIsTakenIsRefused() {
        // Payara's own HTTP server refuses it before anybody can say why; WildFly's gives it to RESTEasy
        assertThat(client.send("GET", "/campaigns", BodyPublishers.ofString("{\"limit\":1}"))
                        .status())
                .isEqualTo(IS_PAYARA ? 400 : 415);
    }

    private interface Request {
        Answer send();
    }

    private static Answer refused(int status, Request request) {
        int logged = logLines();
        var answer = request.send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("error")).isNotBlank();
        assertThat(answer.json().getInt("status")).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "org.reprise", "select ");
        assertThat(state()).isEqualTo(before);
        assertThat(logLines() - logged).isLessThanOrEqualTo(1);
        return answer;
    }

    private static String state() {
        return client.get("/campaigns").body()
                + client.get("/campaign_data/" + id).body();
    }

    private static int logLines() {
        return (int) SystemServer.get().log().lines().count();
    }
}
