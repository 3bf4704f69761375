package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;

/** A campaign of one bot to people who must each hear once, whichever server sends it. */
final class BotCampaign implements AutoCloseable {
    private static final long ID = 1;
    private static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final long FIRST_PERSON = 7_000_000;

    final FakeTelegram telegram = FakeTelegram.start();
    private final int people;
    private final String url;

    /** @param url of the database, past any pooler */
    BotCampaign(int people, String url) {
        this.people = people;
        this.url = url;
    }

    Map<String, String> environment() {
        return Map.of(
                "REPRISE_DB_URL",
                url,
                "REPRISE_BOT_API_URL",
                telegram.url(),
                "REPRISE_REPLY_TIMEOUT_SECONDS",
                "10",
                // whichever server it is, it has to open what the other one sealed
                "REPRISE_SECRET_KEY",
                SECRET_KEY);
    }

    /** At about {@code perSecond}. */
    void start(RepriseServer server, int perSecond) throws IOException {
        var client = new RepriseClient(server.baseUri());
        var token = telegram.bot(77);
        post(client, "/sessions", "{\"account_id\":1,\"name\":\"bot\",\"kind\":\"bot\",\"token\":\"" + token + "\"}");
        var csv = TestDatabase.temporaryDirectory().resolve("people.csv");
        client.importCsv("bot", Files.write(csv, lines()));
        pace(server, perSecond);
        client.execute(ID, "bot", "Hello", ",\"sleep_time\":0");
    }

    private List<String> lines() {
        var everybody = IntStream.range(0, people).mapToObj(i -> (FIRST_PERSON + i) + ",2026-02-03T04:05:06Z");
        return Stream.concat(Stream.of("user_id,last_message_at"), everybody).toList();
    }

    private static void post(RepriseClient client, String path, String json) {
        var answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        assertThat(answer.statusCode())
                .as(path + ": " + new String(answer.body(), UTF_8))
                .isBetween(200, 299);
    }

    /** Waits until so many more have heard from {@code server}, or all who will. */
    void awaitMore(RepriseServer server, int messages) {
        int before = telegram.count();
        server.await(() -> telegram.count() >= before + messages || isCompleted(server));
    }

    /** What is left goes out as fast as it can. */
    void finish(RepriseServer server) {
        pace(server, 1_000);
        server.await(() -> isCompleted(server));
    }

    private static void pace(RepriseServer server, int perSecond) {
        var client = new RepriseClient(server.baseUri());
        post(client, "/sessions/1/update", "{\"rate\":" + perSecond + ",\"paid_broadcast\":true}");
    }

    boolean isCompleted(RepriseServer server) {
        return server.statusOf("/health/ready") == 200
                && new RepriseClient(server.baseUri())
                        .status(ID)
                        .getString("status")
                        .equals("completed");
    }

    /** Each one heard once at the most, and whoever may not have heard is named. */
    void judge() throws SQLException {
        var heard = telegram.record().stream().map(Accepted::chat).toList();
        var ledger = ledger();
        assertThat(heard).doesNotHaveDuplicates();
        assertThat(ledger.values()).containsAnyOf("SENT").isSubsetOf("SENT", "UNCERTAIN");
        assertThat(ledger).hasSize(people);
        assertThat(heard)
                .containsAll(ledger.entrySet().stream()
                        .filter(each -> each.getValue().equals("SENT"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
        System.out.println("SERVERS " + people + " people, " + heard.size() + " heard once, "
                + ledger.values().stream().filter("UNCERTAIN"::equals).count() + " in doubt");
    }

    private Map<Long, String> ledger() throws SQLException {
        var states = new HashMap<Long, String>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select user_id, state from delivery where campaign_id = " + ID)) {
            while (rows.next()) {
                states.put(rows.getLong(1), rows.getString(2));
            }
        }
        return states;
    }

    @Override
    public void close() {
        telegram.close();
    }
}
