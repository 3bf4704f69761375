package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Told;

/** A bot from its token to its last message, on the packaged server: what people write, a campaign, STOP, a restart. */
class BotIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static FakeTelegram telegram;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    @Test
    void aBotHearsWritesAndIsHeardAgainAfterARestart() {
        var token = telegram.bot(4_001);
        try (var reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url()))) {
            var client = new RepriseClient(reprise.baseUri());
            connect(client, token);
            for (long user = 1; user <= 40; user++) {
                telegram.push(token, Told.message(user, "/start", NOON));
            }
            telegram.push(token, Told.message(40, "STOP", NOON));
            reprise.await(() -> telegram.waiting(token) == 0);
            reprise.await(() -> texts(40) == 1);
            client.execute(1, "shop", "<b>Spring</b> sale", ", \"sleep_time\": 0.1, \"format\": \"html\"");
            reprise.await(() -> texts(5) == 1);
            telegram.push(token, Told.message(39, "stop", NOON));
            reprise.await(() -> status(client).equals("completed"));
            assertThat(client.status(1).getInt("sent_count")).isEqualTo(38);
            assertThat(telegram.record().stream()
                            .filter(message -> message.text().contains("Spring")))
                    .extracting(Accepted::chat)
                    .doesNotHaveDuplicates()
                    .doesNotContain(39L, 40L);

            reprise.stop();
            telegram.push(token, Told.message(41, "Hello", NOON));
            reprise.restart();
            reprise.await(() -> telegram.waiting(token) == 0);
            client.resume(1);
            reprise.await(() -> texts(41) == 1);
            assertThat(reprise.log()).doesNotContain(token).doesNotContain("SEVERE");
        }
    }

    @Test
    void whoWroteStopWhileTheServerWasDownHearsNothingMore() {
        var token = telegram.bot(4_003);
        try (var reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url()))) {
            var client = new RepriseClient(reprise.baseUri());
            connect(client, token);
            for (long user = 5_001; user <= 5_030; user++) {
                telegram.push(token, Told.message(user, "/start", NOON));
            }
            reprise.await(() -> telegram.waiting(token) == 0);
            client.execute(1, "shop", "Slow", ", \"sleep_time\": 1.5");
            reprise.await(() -> texts(5_002) == 1);
            reprise.stop();
            for (long user = 5_001; user <= 5_030; user++) {
                telegram.push(token, Told.message(user, "stop", NOON));
            }
            var before = slow();
            reprise.restart();
            reprise.await(() -> telegram.waiting(token) == 0);
            reprise.await(() -> status(client).equals("completed"));
            assertThat(slow()).isEqualTo(before);
        }
    }

    private static List<Long> slow() {
        return telegram.record().stream()
                .filter(message -> message.text().equals("Slow"))
                .map(Accepted::chat)
                .toList();
    }

    @Test
    void aServerThatTelegramReachesIsCalled() throws Exception {
        var token = telegram.bot(4_002);
        try (var reprise =
                RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url(), "REPRISE_BOT_RATE", "30"))) {
            // the address is known only now: Telegram is told of it at the next start
            var client = new RepriseClient(reprise.baseUri());
            connect(client, token);
            reprise.stop();
            reprise.set("REPRISE_WEBHOOK_URL", reprise.baseUri().toString());
            reprise.restart();
            reprise.await(() -> telegram.webhook(token).startsWith(reprise.baseUri() + "/telegram/"));
            telegram.push(token, Told.message(1, "Hello", NOON));
            reprise.await(() -> telegram.waiting(token) == 0);
            client.execute(2, "shop", "Hello", ", \"sleep_time\": 0");
            reprise.await(() -> client.status(2).getString("status").equals("completed"));
            assertThat(client.status(2).getInt("sent_count")).isEqualTo(1);

            var path = telegram.webhook(token)
                    .substring(reprise.baseUri().toString().length());
            var update = "{\"update_id\": 1, \"message\": {}}";
            assertThat(post(client, path, update)).isEqualTo(403);
            assertThat(post(client, path, update, "X-Telegram-Bot-Api-Secret-Token", "guessed"))
                    .isEqualTo(403);
            assertThat(post(client, "/telegram/99/updates", update, "X-Telegram-Bot-Api-Secret-Token", "x"))
                    .isEqualTo(403);
            assertThat(post(client, path, "{}")).isEqualTo(400);
        }
    }

    private static void connect(RepriseClient client, String token) {
        var bot = "{\"account_id\": 1, \"name\": \"shop\", \"kind\": \"bot\", \"token\": \"" + token + "\"}";
        assertThat(post(client, "/sessions", bot)).isEqualTo(201);
    }

    private static int post(RepriseClient client, String path, String body, String... headers) {
        return client.exchange("POST", path, "application/json", BodyPublishers.ofString(body), headers)
                .statusCode();
    }

    private static String status(RepriseClient client) {
        JsonObject status = client.status(1);
        return status.getString("status");
    }

    private static long texts(long user) {
        return telegram.record().stream()
                .filter(message -> message.chat() == user)
                .count();
    }
}
