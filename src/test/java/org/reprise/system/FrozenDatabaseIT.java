package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reprise.testing.FreezablePostgres;
import org.reprise.testing.RepriseServer;

/** PostgreSQL stops answering while a campaign runs: who asks how it stands is told, and it goes on by itself. */
class FrozenDatabaseIT {
    private static final int PEOPLE = 1_500;

    /** Far less than the half minute after which a statement gives up. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theStatusIsToldFromMemoryAndReadinessSaysWhy() throws Exception {
        try (var database = new FreezablePostgres();
                var campaign = new BotCampaign(PEOPLE, database.url());
                var reprise = RepriseServer.start(campaign.environment())) {
            campaign.start(reprise, 100);
            campaign.awaitMore(reprise, 200);
            database.freeze();
            try {
                // what was committed within the last second says that it takes writes
                reprise.await(() -> reprise.statusOf("/health/ready") == 503);
                for (int i = 0; i < 5; i++) {
                    var status = get(reprise.baseUri(), "/campaign_status/1");
                    assertThat(status.statusCode()).isEqualTo(200);
                    assertThat(status.body()).contains("\"started\"", "\"running\"");
                    var ready = get(reprise.baseUri(), "/health/ready");
                    assertThat(ready.statusCode()).isEqualTo(503);
                    assertThat(ready.body()).contains("does not answer");
                }
            } finally {
                database.wake();
            }
            reprise.await(() -> campaign.isCompleted(reprise));
            campaign.judge();
        }
    }

    private HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path)).timeout(SOON).build(), BodyHandlers.ofString());
    }
}
