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
    private static RepriseServer reprise;
    private static RepriseClient client;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url()));
        client = new RepriseClient(reprise.baseUri());
    }

    @AfterAll
    static void stop() {
        reprise.close();
        telegram.close();
    }

    @Test
    void aBotHearsWritesAndIsHeardAgainAfterARestart() {
        var token = connect("shop", 4_001);
        for (long user = 1; user <= 40; user++) {
            telegram.push(token, Told.message(user, "/start", NOON));
        }
        telegram.push(token, Told.message(40, "STOP", NOON));
        reprise.await(() -> telegram.waiting(token) == 0);
        reprise.await(() -> texts(40) == 1);
        client.execute(1, "shop", "<b>Spring</b> sale", ", \"sleep_time\": 0.1, \"format\": \"html\"");
        reprise.await(() -> texts(5) == 1);
        telegram.push(token, Told.message(39, "stop", NOON));
        reprise.await(() -> status(1).equals("completed"));
        assertThat(client.status(1).getInt("sent_count")).isEqualTo(38);
        assertThat(telegram.record().stream().filter(message -> message.text().contains("Spring")))
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

    @Test
    void whoWroteStopWhileTheServerWasDownHearsNothingMore() {
        var token = connect("slow", 4_003);
        for (long user = 5_001; user <= 5_030; user++) {
            telegram.push(token, Told.message(user, "/start", NOON));
        }
        reprise.await(() -> telegram.waiting(token) == 0);
        client.execute(2, "slow", "Slow", ", \"sleep_time\": 1.5");
        reprise.await(() -> texts(5_002) == 1);
        reprise.stop();
        for (long user = 5_001; user <= 5_030; user++) {
            telegram.push(token, stop(user));
        }
        var before = slow();
        reprise.restart();
        reprise.await(() -> telegram.waiting(token) == 0);
        reprise.await(() -> status(2).equals("completed"));
        assertThat(slow()).isEqualTo(before);
    }

    /** In one of the ways in which people do it. */
    private static JsonObject stop(long user) {
        return switch ((int) (user % 3)) {
            case 0 -> Told.photo(user, "Stop please", NOON);
            case 1 -> Told.edited(user, "stop", NOON);
            default -> Told.message(user, "/unsubscribe", NOON);
        };
    }

    private static List<Long> slow() {
        return telegram.record().stream()
                .filter(message -> message.text().equals("Slow"))
                .map(Accepted::chat)
                .toList();
    }

    @Test
    void aServerThatTelegramReachesIsCalled() {
        var token = connect("called", 4_002);
        reprise.stop();
        // the address is known only now: Telegram is told of it at the next start
        reprise.set("REPRISE_WEBHOOK_URL", reprise.baseUri().toString());
        reprise.restart();
        reprise.await(() -> telegram.webhook(token).startsWith(reprise.baseUri() + "/telegram/"));
        telegram.push(token, Told.message(6_001, "Hello", NOON));
        reprise.await(() -> telegram.waiting(token) == 0);
        client.execute(3, "called", "Hello", ", \"sleep_time\": 0");
        reprise.await(() -> status(3).equals("completed"));
        assertThat(client.status(3).getInt("sent_count")).isEqualTo(1);

        var path =
                telegram.webhook(token).substring(reprise.baseUri().toString().length());
        var update = "{\"update_id\": 1, \"message\": {}}";
        assertThat(post(path, update)).isEqualTo(403);
        assertThat(post(path, update, "X-Telegram-Bot-Api-Secret-Token", "guessed"))
                .isEqualTo(403);
        assertThat(post("/telegram/99/updates", update, "X-Telegram-Bot-Api-Secret-Token", "x"))
                .isEqualTo(403);
        assertThat(post(path, "{}")).isEqualTo(400);
    }

    /** @return the token of a bot of the account 1 */
    private static String connect(String name, long bot) {
        var token = telegram.bot(bot);
        var json = "{\"account_id\": 1, \"name\": \"" + name + "\", \"kind\": \"bot\", \"token\": \"" + token + "\"}";
        assertThat(post("/sessions", json)).isEqualTo(201);
        return token;
    }

    private static int post(String path, String body, String... headers) {
        return client.exchange("POST", path, "application/json", BodyPublishers.ofString(body), headers)
                .statusCode();
    }

    private static String status(long campaign) {
        return client.status(campaign).getString("status");
    }

    private static long texts(long user) {
        return telegram.record().stream()
                .filter(message -> message.chat() == user)
                .count();
    }
}
