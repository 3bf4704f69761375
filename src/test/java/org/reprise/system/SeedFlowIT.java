package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.system.RestClient.Answer;
import org.reprise.testing.PayaraDomain;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;

/** What the existing clients do, in their order: create, read, edit, stop, resume, look. */
class SeedFlowIT {
    private static final Map<String, String> NOBODY_REFUSES =
            Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "0", "REPRISE_SANDBOX_FLOOD_EVERY", "0");

    @Test
    void anEditedStoppedAndResumedCampaignReachesItsLimitAndNobodyTwice() {
        try (var reprise = RepriseServer.start(NOBODY_REFUSES)) {
            flow(new RestClient(reprise.baseUri()));
        }
    }

    /** As the README says it: {@code asadmin} deploys the WAR as it is. */
    @Test
    @EnabledIfSystemProperty(named = "reprise.server", matches = "PAYARA")
    void theSameOnAPayaraServerThatDeploysItAnewAndUndeploysIt(@TempDir Path directory) throws Exception {
        var environment = new HashMap<>(NOBODY_REFUSES);
        environment.put("REPRISE_DATA_DIR", directory.resolve("data").toString());
        var war = System.getProperty("reprise.war");
        try (var payara = PayaraDomain.start(Files.createDirectory(directory.resolve("domains")), environment)) {
            payara.asadmin("deploy", "--contextroot", "/", war);
            var client = new RestClient(payara.baseUri());
            flow(client);

            payara.asadmin("deploy", "--force", "--contextroot", "/", war);
            ok(client.post("/resume_campaign/999"));
            TestReprise.await("it is completed", () -> status(client).equals("completed"));
            everybodyGotOneMessage(client);

            payara.asadmin("undeploy", "reprise");
            assertThat(client.get("/campaign_status/999").status()).isEqualTo(404);
        }
    }

    private static void flow(RestClient client) {
        start(client);
        editAndResume(client);
        TestReprise.await("it is completed", () -> status(client).equals("completed"));
        everybodyGotOneMessage(client);
    }

    private static void start(RestClient client) {
        var started = ok(client.post("/execute_campaign", """
                {"campaign_id": 999, "session": "test_session_string", "message": "Hello", "limit": 5,
                 "account_id": 1, "sleep_time": 5}"""));
        assertThat(started.json().getString("status")).isEqualTo("started");
        var data = ok(client.get("/campaign_data/999")).json();
        assertThat(data.getString("status")).isEqualTo("running");
        assertThat(data.getJsonObject("data").getString("message")).isEqualTo("Hello");
        assertThat(data.getJsonObject("data").getInt("limit")).isEqualTo(5);
    }

    private static void editAndResume(RestClient client) {
        var edit = "{\"message\": \"Hello again\", \"limit\": 10}";
        var updated = ok(client.post("/update_campaign/999", edit));
        assertThat(updated.json().getString("status")).isEqualTo("updated");
        assertThat(ok(client.post("/stop_campaign/999")).json().getString("status"))
                .isEqualTo("stopped");
        assertThat(status(client)).isEqualTo("stopped");
        ok(client.post("/update_campaign/999", "{\"sleep_time\": 0.05}"));
        assertThat(ok(client.post("/resume_campaign/999")).json().getString("status"))
                .isEqualTo("resumed");
        assertThat(client.post("/resume_campaign/999").status()).isEqualTo(409);
    }

    private static void everybodyGotOneMessage(RestClient client) {
        var status = ok(client.get("/campaign_status/999")).json();
        assertThat(status.getInt("sent_count")).isEqualTo(10);
        assertThat(status.getInt("failed_count")).isZero();
        assertThat(status.getInt("uncertain_count")).isZero();
        assertThat(status.getInt("total_recipients")).isEqualTo(10);
        assertThat(ok(client.get("/campaign_logs/999")).json().getJsonArray("logs"))
                .hasSize(10);
        var users = users(client);
        assertThat(users).hasSize(10).doesNotHaveDuplicates();
        for (var user : users) {
            var inbox = ok(client.get("/sandbox/test_session_string/inbox/" + user));
            assertThat(inbox.json().getJsonArray("messages"))
                    .as("inbox of %s", user)
                    .hasSize(1);
        }
    }

    private static List<String> users(RestClient client) {
        return ok(client.get("/campaigns/999/sent/"))
                .json()
                .getJsonArray("users")
                .getValuesAs(JsonString::getString);
    }

    private static String status(RestClient client) {
        return ok(client.get("/campaign_status/999")).json().getString("status");
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        return answer;
    }
}
