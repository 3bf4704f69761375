package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.reprise.system.Requests.Request;
import org.reprise.system.RestClient.Answer;

/**
 * Whatever clients send, they are answered, with what they did wrong or with what was done. How many requests are tried
 * is said in {@code junit-platform.properties}; one that fails is made as small as it still fails, and is tried first
 * the next time.
 */
class FuzzIT {
    private static RestClient client;

    @BeforeContainer
    static void startWithOneCampaign() {
        client = new RestClient(SystemServer.get().baseUri());
        client.post("/campaigns", "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\"}");
    }

    @AfterContainer
    static void nothingBrokeInside() {
        for (var campaign : client.get("/campaigns?status=running").json().getJsonArray("campaigns")) {
            client.post("/stop_campaign/" + ((JsonObject) campaign).get("id"));
        }
        assertThat(SystemServer.get().log()).doesNotContain("SEVERE  org.reprise", "\tat org.reprise");
    }

    @Property
    void everyChangeIsAnswered(@ForAll("posted") Request request) {
        answered(request);
    }

    @Property
    void everyQuestionIsAnswered(@ForAll("read") Request request) {
        answered(request);
    }

    @Property
    void everyImportIsAnswered(@ForAll("imported") Request request) {
        var answer = answered(request);
        if (answer.status() == 200) {
            int rows = new String(request.body()).split("[\r\n]", -1).length;
            var kinds = request.path().startsWith("/contacts/")
                    ? List.of("imported", "updated", "rejected")
                    : List.of("recorded", "known", "rejected");
            assertThat(kinds.stream().mapToInt(answer.json()::getInt).sum()).isLessThanOrEqualTo(rows);
        }
    }

    @Provide
    Arbitrary<Request> posted() {
        return Requests.posted();
    }

    @Provide
    Arbitrary<Request> read() {
        return Requests.read();
    }

    @Provide
    Arbitrary<Request> imported() {
        return Requests.imported();
    }

    /** One that is not within half a minute fails. */
    private static Answer answered(Request request) {
        var headers = new ArrayList<String>();
        if (request.type() != null) {
            headers.addAll(List.of("Content-Type", request.type()));
        }
        if (request.precondition() != null) {
            headers.addAll(List.of("If-Match", request.precondition()));
        }
        var body = BodyPublishers.ofByteArray(request.body());
        var answer = client.send(request.method(), request.path(), body, headers.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (answer.status() >= 400 && !request.method().equals("HEAD") && request.reachesReprise()) {
            assertThat(answer.type()).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("error")).isNotBlank();
            assertThat(answer.body()).doesNotContain("Exception", "org.reprise", "select ");
        }
        return answer;
    }
}
