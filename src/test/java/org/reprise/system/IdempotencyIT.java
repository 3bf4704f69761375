package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.system.RestClient.Answer;

/** A request that is sent again with its key does nothing again, and is never answered for another one. */
class IdempotencyIT {
    private static RestClient client;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        client = new RestClient(SystemServer.get().baseUri());
    }

    @Test
    void theFirstAnswerComesAgainWithItsHeaders() {
        var first = create("Hello");
        var again = create("Hello");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(client.get(again.headers().firstValue("Location").orElseThrow())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void manyAtOnceMakeOne() {
        var answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> create("Hello"))).limit(8).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body))
                .containsOnly(create("Hello").body());
    }

    @Test
    void anotherBodyOrQueryIsAnotherRequest() {
        create("Hello");
        var other = create("Bye");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().getString("code")).isEqualTo("key_reused");
    }

    @Test
    void theSameKeyOnAnotherRouteIsAnotherRequest() {
        var place = create("Hello").headers().firstValue("Location").orElseThrow();
        assertThat(post(place + "/stop", "").json().getString("status")).isEqualTo("created");
    }

    /** A stop that was refused with 404 once would never stop what was made meanwhile. */
    @Test
    void aRefusalIsNotKept() {
        long id = 7_300_000;
        assertThat(post("/stop_campaign/" + id, "").status()).isEqualTo(404);
        assertThat(client.post(
                                "/execute_campaign",
                                "{\"campaign_id\":" + id
                                        + ",\"session\":\"shop\",\"message\":\"Hi\",\"sleep_time\":60}")
                        .status())
                .isEqualTo(200);
        assertThat(post("/stop_campaign/" + id, "").json().getString("status")).isEqualTo("stopped");
        assertThat(client.get("/campaign_status/" + id).json().getString("status"))
                .isEqualTo("stopped");
    }

    @Test
    void whereNoKeyIsTakenItIsRefused() {
        var answer = client.post("/session/verify", "{\"phone\":\"+49\"}", "Idempotency-Key", key);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("code")).isEqualTo("malformed_header");
    }

    @Test
    void anIdThatRepriseGaveOutIsReplacedOnlyWhenAskedFor() {
        var id = create("Hello").json().getJsonNumber("id");
        var execute = "{\"campaign_id\":" + id + ",\"session\":\"shop\",\"message\":\"Mine\",\"limit\":1";
        var refused = client.post("/execute_campaign", execute + "}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("code")).isEqualTo("id_given_out");
        assertThat(refused.json().getString("pointer")).isEqualTo("/campaign_id");
        assertThat(client.post("/execute_campaign", execute + ",\"replace\":true}")
                        .status())
                .isEqualTo(200);
    }

    private Answer create(String text) {
        return post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"" + text + "\"}");
    }

    private Answer post(String path, String json) {
        return client.post(path, json, "Idempotency-Key", key);
    }
}
