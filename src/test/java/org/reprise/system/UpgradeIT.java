package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.DatabaseByUrl;
import org.reprise.storage.Migrations;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

class UpgradeIT {

    @ParameterizedTest
    @EnumSource
    void whatTheFirstVersionLeftIsFoundAndGoneOnWith(TestDatabase database) throws IOException {
        var url = database.url();
        leaveAsTheFirstVersion(url);
        try (var reprise = RepriseServer.start(Map.of("REPRISE_DB_URL", url, "REPRISE_SANDBOX_REFUSED_PERCENT", "0"))) {
            var client = new RepriseClient(reprise.baseUri());
            reprise.await(() -> client.status(7).getString("status").equals("completed"));

            var status = client.status(7);
            // the claim that the kill left was settled, and those who were not reached yet were
            assertThat(client.sentUsers(7)).containsExactlyInAnyOrder("101", "102", "105", "106");
            assertThat(status.getInt("failed_count")).isEqualTo(1);
            assertThat(status.getInt("uncertain_count")).isEqualTo(1);
            assertThat(client.get("/sandbox/shop/inbox/101").toString()).doesNotContain("Hello");
            assertThat(client.get("/sandbox/shop/inbox/102").toString()).contains("Hello again");
            assertThat(client.get("/sandbox/shop/inbox/107").toString()).doesNotContain("Hello");
            assertThat(client.get("/campaigns/7/revisions").toString()).contains("\"Hello\"", "\"Hello again\"");
            // nobody kept the ids of what the first version sent
            assertThat(reached(client, 101).isNull("message_id")).isTrue();
            for (var user : new long[] {102, 105, 106}) {
                var inbox = client.get("/sandbox/shop/inbox/" + user).getJsonArray("messages");
                assertThat(reached(client, user).getJsonNumber("message_id"))
                        .isEqualTo(inbox.getJsonObject(0).getJsonNumber("message_id"));
            }
            assertThat(client.data(8).getString("status")).isEqualTo("completed");
            assertThat(client.data(8).getJsonObject("data").getString("message"))
                    .isEqualTo("Bye");
        }
    }

    private static JsonObject reached(RepriseClient client, long user) {
        var why = client.get("/campaigns/7/recipients/" + user + "/why");
        assertThat(why.getString("case")).isEqualTo("reached");
        return why.getJsonObject("facts");
    }

    private static void leaveAsTheFirstVersion(String url) throws IOException {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", url)).database();
        var source = DatabaseByUrl.of(settings);
        Migrations.of(source, settings).target("1").load().migrate();
        try (var script = UpgradeIT.class.getResourceAsStream("/db/first-version.sql")) {
            var sql = new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Jdbi.create(source)
                    .useTransaction(handle -> handle.createScript(sql).execute());
        }
    }
}
