package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.system.RestClient.Answer;
import org.reprise.testing.RepriseServer;

/** Whatever clients send: a clear 4xx, nothing changed, hardly a word in the log. */
class GarbageIT {
    private static RepriseServer reprise;
    private static RestClient client;
    private static String before;

    @BeforeAll
    static void startWithOneCampaign() {
        reprise = RepriseServer.start(Map.of());
        client = new RestClient(reprise.baseUri());
        assertThat(client.post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\"}")
                        .status())
                .isEqualTo(201);
        before = state();
    }

    @AfterAll
    static void stop() {
        reprise.close();
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
                Arguments.of(400, "{\"limit\":\"5\"}"),
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
        refused(status, () -> client.post("/update_campaign/1", body));
        refused(status, () -> client.post("/campaigns/1/update/", body));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of(400, "/campaign_data/abc"),
                Arguments.of(400, "/campaign_data/9223372036854775808"),
                Arguments.of(400, "/campaign_status/1%2F2"),
                Arguments.of(404, "/campaign_data/2"),
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

    @Test
    void otherFormatsAreRefused() {
        refused(
                415,
                () -> client.send(
                        "POST",
                        "/update_campaign/1",
                        BodyPublishers.ofString("limit=1"),
                        "Content-Type",
                        "text/plain"));
        refused(400, () -> client.send("POST", "/update_campaign/1", BodyPublishers.noBody()));
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

    @Test
    void unknownMembersAreIgnored() {
        assertThat(client.post("/update_campaign/1", "{\"colour\":\"red\",\"depth\":[[[{}]]]}")
                        .status())
                .isEqualTo(200);
        assertThat(state()).isEqualTo(before);
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
        return client.get("/campaigns").body() + client.get("/campaign_data/1").body();
    }

    private static int logLines() {
        return (int) reprise.log().lines().count();
    }
}
