package org.reprise.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** SIGTERM in the middle of a campaign, as an operator, systemd or a container's engine ends a server. */
class GracefulStopIT {
    private static final int CONTACTS = 5_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStopUnderLoadLeavesNobodyInDoubtAndTheNextStartGoesOn(TestDatabase database) throws Exception {
        var url = database.url();
        try (var telegram = FakeTelegram.start();
                var reprise =
                        RepriseServer.start(Map.of("REPRISE_DB_URL", url, "REPRISE_BOT_API_URL", telegram.url()))) {
            var client = new RepriseClient(reprise.baseUri());
            // several hundred messages are on their way at any moment
            telegram.meets(Fault.late(400));
            start(client, telegram.bot(77));
            reprise.await(() -> telegram.count() > CONTACTS / 3);
            reprise.stop();
            judge(telegram.record(), ledger(url), reprise.log());
            reprise.restart();
            reprise.await(() -> client.status(1).getString("status").equals("completed"));
            judge(telegram.record(), ledger(url), reprise.log());
            assertThat(telegram.count()).isEqualTo(CONTACTS);
            assertThat(reprise.log()).doesNotContain("SEVERE").doesNotContain("ERROR");
        }
    }

    /**
     * Replies that stay away hold a stop up: whoever asks meanwhile is told to ask again. WildFly answers by itself
     * then, with a 503 or 404 of its own.
     */
    @Test
    @DisabledIfSystemProperty(named = "reprise.server", matches = "WILDFLY")
    void whileItStopsEveryRouteAsksToComeAgain() throws Exception {
        try (var telegram = FakeTelegram.start();
                var reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url()))) {
            start(new RepriseClient(reprise.baseUri()), telegram.bot(77));
            reprise.await(() -> telegram.count() > 100);
            telegram.meets(Fault.hang(60_000));
            var stop = CompletableFuture.runAsync(reprise::stop);
            var told = new TreeMap<Integer, Set<String>>();
            while (!stop.isDone()) {
                for (var request : List.of("GET /campaign_status/1", "POST /stop_campaign/1", "GET /campaigns")) {
                    ask(reprise.baseUri(), request)
                            .ifPresent(answer -> told.computeIfAbsent(answer.statusCode(), status -> new HashSet<>())
                                    .add(told(answer)));
                }
            }
            stop.join();
            assertThat(told).containsKey(503);
            assertThat(told.keySet()).as(told.toString()).isSubsetOf(200, 503);
            assertThat(told.get(503))
                    .allSatisfy(
                            answer -> assertThat(answer).matches("application/problem\\+json, Retry-After \\d+: .*"));
        }
    }

    private static Optional<HttpResponse<String>> ask(URI base, String methodAndPath) throws InterruptedException {
        var words = methodAndPath.split(" ");
        var request = HttpRequest.newBuilder(base.resolve(words[1]))
                .timeout(Duration.ofSeconds(5))
                .method(words[0], BodyPublishers.noBody());
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            // nobody listens any more
            return Optional.empty();
        }
    }

    private static String told(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none").replaceAll(";.*", "") + ", Retry-After "
                + answer.headers().firstValue("Retry-After").orElse("none") + ": " + answer.body();
    }

    private void start(RepriseClient client, String token) throws IOException {
        post(client, "/sessions", "{\"account_id\":1,\"name\":\"bot\",\"kind\":\"bot\",\"token\":\"" + token + "\"}");
        client.importCsv("bot", contacts());
        post(client, "/sessions/1/update", "{\"rate\":1000,\"paid_broadcast\":true}");
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

    private static void judge(List<Accepted> accepted, Map<Long, String> ledger, String log) {
        assertThat(ledger.values().stream().collect(groupingBy(state -> state, counting())))
                .as(log)
                .containsOnlyKeys("SENT");
        assertThat(accepted).extracting(Accepted::chat).containsExactlyInAnyOrderElementsOf(ledger.keySet());
    }

    private static Map<Long, String> ledger(String url) throws SQLException {
        var states = new HashMap<Long, String>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select user_id, state from delivery where campaign_id = 1")) {
            while (rows.next()) {
                states.put(rows.getLong(1), rows.getString(2));
            }
        }
        return states;
    }
}
