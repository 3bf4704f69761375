package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.FreezablePostgres;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** What Prometheus would read of the packaged server. */
class MetricsIT {
    private static final int CONTACTS = 2_000;
    private static final String OPEN_METRICS =
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

    private final HttpClient http = HttpClient.newHttpClient();
    private RepriseServer reprise;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void countsBeforeInAndAfterACampaignWhatTelegramGot(TestDatabase database) throws Exception {
        try (var telegram = FakeTelegram.start();
                var server = RepriseServer.start(
                        Map.of("REPRISE_DB_URL", database.url(), "REPRISE_BOT_API_URL", telegram.url()))) {
            reprise = server;
            assertThat(value("reprise_ready")).isEqualTo(1);
            assertThat(value("reprise_owner")).isEqualTo(1);
            assertThat(value("reprise_database_up")).isEqualTo(1);
            assertThat(sent()).isZero();

            telegram.meets(Fault.late(50));
            start(telegram);
            server.await(() -> sent() > 10);
            assertThat(sent()).isLessThanOrEqualTo(telegram.count());
            assertThat(value("reprise_campaigns{status=\"running\"}")).isEqualTo(1);
            assertThat(value("reprise_runs")).isEqualTo(1);
            assertThat(value("reprise_send_rate")).isPositive();

            var client = new RepriseClient(server.baseUri());
            server.await(() -> client.status(1).getString("status").equals("completed"));
            assertThat(sent()).isEqualTo(CONTACTS).isEqualTo(telegram.count());
            assertThat(value("reprise_messages_total{outcome=\"failed\"}")).isZero();
            assertThat(value("reprise_campaigns{status=\"completed\"}")).isEqualTo(1);
            assertThat(value("reprise_commit_seconds_count")).isPositive();
            assertThat(value("reprise_disk_free_bytes")).isPositive();
            assertThat(value("reprise_bot_last_poll_timestamp_seconds{session=\"bot\"}"))
                    .isBetween(now() - 60, now() + 1);
            assertThat(scrape("*/*").body()).doesNotContain(telegram.bot(77)).doesNotContain("7000001");
        }
    }

    @Test
    void answersInTheFormatThatIsAskedForAndNothingElseIsAtThePath() throws Exception {
        try (var server = RepriseServer.start(Map.of())) {
            reprise = server;
            var text = scrape("*/*");
            assertThat(text.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain;")
                    .containsIgnoringCase("charset=utf-8")
                    .contains("version=0.0.4");
            assertThat(text.body())
                    .contains("# TYPE reprise_messages_total counter")
                    .doesNotContain("mp_scope");
            var open = scrape(OPEN_METRICS);
            assertThat(open.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text;")
                    .containsIgnoringCase("charset=utf-8")
                    .contains("version=1.0.0");
            assertThat(open.body()).contains("# TYPE reprise_messages counter").endsWith("# EOF\n");
            assertThat(scrape("application/json").statusCode()).isEqualTo(406);
            assertThat(server.statusOf("/metrics/")).isEqualTo(200);
            assertThat(server.statusOf("/metrics/base")).isEqualTo(404);
            var names = documented();
            assertThat(text.body().lines().filter(line -> line.startsWith("# TYPE ")))
                    .extracting(line -> line.split(" ")[2])
                    .isSubsetOf(names);
        }
    }

    @Test
    void answersAtOnceWhilePostgresqlIsFrozenAndBeforeItIsThere() throws Exception {
        try (var database = new FreezablePostgres();
                var server = RepriseServer.start(Map.of("REPRISE_DB_URL", database.url()))) {
            reprise = server;
            database.freeze();
            try {
                server.await(() -> value("reprise_database_up") == 0);
                assertThat(value("reprise_campaigns{status=\"running\"}")).isZero();
                server.await(() -> value("reprise_owner") == 0);
                server.await(() -> server.log().contains("The database cannot be used"));
                assertThat(value("reprise_database_up")).isZero();
            } finally {
                database.wake();
            }
            server.await(() -> value("reprise_database_up") == 1 && value("reprise_owner") == 1);
            assertThat(server.log().lines().filter(line -> line.contains("The database cannot be used")))
                    .hasSize(1);
            server.await(() -> server.log().contains("The database works again"));
            assertThat(server.log().lines().filter(line -> line.contains("The database works again")))
                    .hasSize(1);
            server.kill9();
            database.freeze();
            try {
                server.startAgain();
                server.await(() -> server.log().contains("Reprise waits for its database"));
                server.await(() -> server.statusOf("/metrics") == 200);
                assertThat(value("reprise_ready")).isZero();
                assertThat(value("reprise_owner")).isZero();
                assertThat(scrape("*/*").body()).doesNotContain("reprise_campaigns");
            } finally {
                database.wake();
            }
            server.await(() -> value("reprise_ready") == 1);
        }
    }

    private void start(FakeTelegram telegram) throws IOException {
        var client = new RepriseClient(reprise.baseUri());
        var bot = "{\"account_id\":1,\"name\":\"bot\",\"kind\":\"bot\",\"token\":\"" + telegram.bot(77) + "\"}";
        post(client, "/sessions", bot);
        client.importCsv("bot", contacts());
        post(client, "/sessions/1/update", "{\"rate\":500,\"paid_broadcast\":true}");
        client.execute(1, "bot", "Hello", ",\"sleep_time\":0");
    }

    private static void post(RepriseClient client, String path, String json) {
        var answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
    }

    private Path contacts() throws IOException {
        var people = IntStream.rangeClosed(1, CONTACTS).mapToObj(i -> (7_000_000L + i) + ",2026-02-03T04:05:06Z");
        return Files.write(
                directory.resolve("contacts.csv"),
                Stream.concat(Stream.of("user_id,last_message_at"), people).toList());
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(Path.of("src/docs/monitoring.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .toList();
    }

    private double sent() {
        return value("reprise_messages_total{outcome=\"sent\"}");
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    private double value(String sample) {
        return scrape("*/*")
                .body()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sample));
    }

    /** Prometheus waits ten seconds; two are a lot. */
    private HttpResponse<String> scrape(String accept) {
        var request = HttpRequest.newBuilder(reprise.baseUri().resolve("/metrics"))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
