package org.reprise.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;

/** A packaged Reprise, the fake Telegram that it sends to, and what it stands on. Serves one round after the other. */
final class Installation implements AutoCloseable {
    /** Short, for the sake of quick rounds; longer than a busy machine takes for a reply. */
    static final int REPLY_TIMEOUT_SECONDS = 10;

    private static final long FIRST_USER = 1_000_000_000L;

    final Surroundings surroundings;
    final FakeTelegram telegram = FakeTelegram.start();
    final RepriseServer server;
    final RepriseClient client;
    private final List<Bot> bots = new ArrayList<>();
    private long lastCampaign;

    /** While it is not, the container answers for Reprise, with what it thinks fit. */
    private volatile boolean up = true;

    /**
     * A session.
     *
     * @param audience how many wrote to it
     */
    record Bot(String session, String token, int audience) {
        private long id() {
            return Long.parseLong(token.substring(0, token.indexOf(':')));
        }
    }

    /** @param audiences how many wrote to each bot; the smaller audiences are part of the greater ones */
    Installation(TestDatabase database, int... audiences) throws IOException {
        surroundings = new Surroundings(database);
        var environment = surroundings.environment();
        environment.put("REPRISE_BOT_API_URL", telegram.url());
        environment.put("REPRISE_REPLY_TIMEOUT_SECONDS", String.valueOf(REPLY_TIMEOUT_SECONDS));
        server = RepriseServer.start(environment);
        client = new RepriseClient(server.baseUri());
        for (int audience : audiences) {
            int number = bots.size() + 1;
            var bot = new Bot("bot-" + number, telegram.bot(number), audience);
            bots.add(bot);
            connect();
            client.importCsv(bot.session, csv(bot));
            post("/sessions/" + number + "/update", "{\"rate\":1000,\"paid_broadcast\":true}");
        }
    }

    private static Path csv(Bot bot) throws IOException {
        var lines = new ArrayList<>(List.of("user_id,last_message_at"));
        people(bot).forEach(user -> lines.add(user + ",2026-02-03T04:05:06Z"));
        return Files.write(TestDatabase.temporaryDirectory().resolve("audience.csv"), lines);
    }

    /** Everybody who wrote to that bot. */
    static List<Long> people(Bot bot) {
        return LongStream.range(FIRST_USER, FIRST_USER + bot.audience).boxed().toList();
    }

    /** Everything whole, and nothing left of what the last round did but its campaigns. */
    void tidyUp() throws SQLException {
        turnClockTo(Duration.ZERO);
        telegram.meetsNoFaults();
        telegram.forget();
        connect();
        try (var connection = surroundings.connect();
                var statement = connection.createStatement()) {
            // whoever blocked a bot would be missed by all rounds to come
            statement.execute("delete from opt_out");
        }
    }

    List<Bot> bots() {
        return bots;
    }

    long nextCampaign() {
        return ++lastCampaign;
    }

    void turnClockTo(Duration by) {
        surroundings.clock().ifPresent(clock -> clock.turnTo(by));
    }

    /** Does nothing while they are connected. */
    void connect() {
        for (var bot : bots) {
            telegram.bot(bot.id());
            post(
                    "/sessions",
                    "{\"account_id\":1,\"name\":\"" + bot.session + "\",\"kind\":\"bot\",\"token\":\"" + bot.token
                            + "\"}");
        }
    }

    /** @return the answer's status; 0: the server is down, or went down before it answered */
    int post(String path, String json) {
        boolean wasUp = up;
        try {
            var type = json.isEmpty() ? null : "application/json";
            var answer = client.exchange("POST", path, type, BodyPublishers.ofString(json));
            int status = answer.statusCode();
            if (status >= 500 && status != 503 && wasUp && up) {
                throw new AssertionError(
                        path + " was answered with " + status + ": " + new String(answer.body(), UTF_8));
            }
            return status;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof HttpTimeoutException
                    && !(e.getCause() instanceof HttpConnectTimeoutException)) {
                throw new AssertionError(path + " was not answered", e);
            }
            return 0;
        }
    }

    void kill() {
        up = false;
        server.kill9();
    }

    void restart() {
        server.restart();
        up = true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        telegram.close();
        surroundings.close();
    }
}
