package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.RepriseClient;

/** Over HTTP, what is stored about somebody is told, and erased. */
class ContactRecordIT {
    private final RepriseClient client = new RepriseClient(SystemServer.get().baseUri());

    @TempDir
    private Path directory;

    private HttpResponse<byte[]> ask(String method, String path) {
        return client.exchange(method, path, null, BodyPublishers.noBody());
    }

    @Test
    void whoIsErasedIsInNoRecordButThatTheyWereWrittenTo() throws IOException {
        client.importCsv("record", Files.writeString(directory.resolve("people.csv"), "user_id,first_name\n41,Zoë\n"));
        client.execute(880_041, "record", "Hello there", ",\"sleep_time\":0");
        SystemServer.get()
                .await(() -> client.status(880_041).getString("status").equals("completed"));

        var record = client.get("/contacts/record/41/export");
        assertThat(record.getJsonObject("contact").getString("first_name")).isEqualTo("Zoë");
        var delivery = record.getJsonArray("deliveries").getJsonObject(0);
        assertThat(delivery.getInt("campaign_id")).isEqualTo(880_041);
        assertThat(delivery.getString("text")).isEqualTo("Hello there");
        assertThat(ask("GET", "/contacts/record/41/export").headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"contact-41.json\"");

        assertThat(ask("DELETE", "/contacts/record/41").statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", "/contacts/record/41").statusCode()).isEqualTo(204);
        var left = client.get("/contacts/record/41/export");
        assertThat(left.isNull("contact")).isTrue();
        assertThat(left.getJsonArray("deliveries")).hasSize(1);
        assertThat(client.get("/sandbox/record/inbox/41").getJsonArray("messages"))
                .isEmpty();

        assertThat(ask("DELETE", "/contacts/nowhere/41").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/contacts/record/4711/export").statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "/contacts/record/x").statusCode()).isEqualTo(400);
        assertThat(client.get("/quotas").getJsonArray("quotas")).isEmpty();
    }
}
