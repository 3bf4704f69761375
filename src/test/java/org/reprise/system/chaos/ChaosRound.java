package org.reprise.system.chaos;

import static org.reprise.testing.fakebot.Fault.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** One campaign through everything that its seed has in store. */
final class ChaosRound implements AutoCloseable {
    static final long CAMPAIGN = 4711;
    private static final long FIRST_USER = 1_000_000_000L;

    /** How much of the audience is reached under fire; the rest in peace. */
    private static final double STORM = 0.85;

    private static final int CLIENTS = 3;

    /** Something that goes wrong. */
    private interface Trouble {
        void strike() throws Exception;
    }

    private final Random random;
    private final int recipients;
    private final FakeTelegram telegram = FakeTelegram.start();
    private final Surroundings surroundings;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final Map<String, Trouble> troubles = new HashMap<>();
    private final List<String> names;
    final Edits edits = new Edits();
    final List<String> story = new ArrayList<>();
    private RepriseServer server;
    private RepriseClient client;
    private String token;
    private int texts;
    private int kills;

    ChaosRound(TestDatabase database, long seed, int recipients) throws Exception {
        this.random = new Random(seed);
        this.recipients = recipients;
        this.surroundings = new Surroundings(database);
        troubles.put("kill", this::kill);
        troubles.put("clients", this::severalClientsAtOnce);
        troubles.put("429", () -> telegram.meets(Fault.tooManyRequests(1).every(200 + random.nextInt(800))));
        troubles.put(
                "403",
                () -> telegram.meets(answer(403, "Forbidden: bot was blocked by the user")
                        .forChatsDivisibleBy(30 + random.nextInt(100))));
        troubles.put("500", () -> telegram.meets(Fault.proxyError(502).every(50 + random.nextInt(500))));
        troubles.put(
                "500 after accepting",
                () -> telegram.meets(
                        answer(500, "Internal Server Error").afterAccepting().every(50 + random.nextInt(500))));
        troubles.put("reset", () -> telegram.meets(Fault.reset().every(50 + random.nextInt(500))));
        troubles.put(
                "reset after accepting",
                () -> telegram.meets(Fault.reset().afterAccepting().every(50 + random.nextInt(500))));
        troubles.put(
                "hang", () -> telegram.meets(Fault.hang(5_000).afterAccepting().every(200 + random.nextInt(500))));
        troubles.put("peace", telegram::meetsNoFaults);
        troubles.put("session lost", this::loseTheSession);
        if (surroundings.hasDisk() && database == TestDatabase.SQLITE) {
            troubles.put("disk full", () -> surroundings.fillDiskFor(500 + random.nextInt(2_000)));
        }
        if (surroundings.hasDatabaseServer()) {
            troubles.put("connections cut", surroundings::cutConnections);
            troubles.put("database restart", () -> surroundings.restartDatabase(random.nextInt(2_000)));
        }
        names = troubles.keySet().stream().sorted().toList();
    }

    void run() throws Exception {
        var environment = surroundings.environment();
        environment.put("REPRISE_BOT_API_URL", telegram.url());
        environment.put("REPRISE_REPLY_TIMEOUT_SECONDS", "3");
        server = RepriseServer.start(environment, "-Xmx512m");
        client = new RepriseClient(server.baseUri());
        token = telegram.bot(4242);
        connect();
        client.importCsv("bot", audience());
        change("/sessions/1/update", "{\"rate\":1000,\"paid_broadcast\":true}");
        edits.add(text(0), System.currentTimeMillis(), System.currentTimeMillis());
        client.execute(CAMPAIGN, "bot", text(0), ",\"sleep_time\":0");
        storm();
        calm();
    }

    private Path audience() throws Exception {
        var lines = new ArrayList<>(List.of("user_id,last_message_at"));
        IntStream.range(0, recipients).forEach(i -> lines.add(FIRST_USER + i + ",2026-02-03T04:05:06Z"));
        return Files.write(TestDatabase.temporaryDirectory().resolve("audience.csv"), lines);
    }

    private void storm() throws Exception {
        long end = System.nanoTime() + 90_000_000_000L;
        int least = 3;
        while (System.nanoTime() < end && (least > 0 || processed() < recipients * STORM)) {
            Thread.sleep(200 + random.nextInt(1_300));
            // a kill in each round, whatever else comes
            var name = least == 2 && kills == 0 ? "kill" : names.get(random.nextInt(names.size()));
            least--;
            story.add(name);
            troubles.get(name).strike();
        }
    }

    /** Nothing breaks any more; the campaign is brought to its end as an operator would. */
    private void calm() throws Exception {
        telegram.meetsNoFaults();
        connect();
        TestReprise.await("the campaign's end", () -> {
            change("/update_campaign/" + CAMPAIGN, "{\"limit\":null}");
            change("/resume_campaign/" + CAMPAIGN, "");
            sleep(500);
            return processed() == recipients && status().equals("completed");
        });
    }

    private void kill() {
        kills++;
        server.kill9();
        server.restart();
    }

    /** Stops, resumes, edits and limits from several clients; each does a few things without waiting for the others. */
    private void severalClientsAtOnce() throws Exception {
        var working = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
            var verbs = random.ints(4, 0, 4).toArray();
            working.add(clients.submit(() -> IntStream.of(verbs).forEach(this::act)));
        }
        for (var each : working) {
            each.get();
        }
        change("/resume_campaign/" + CAMPAIGN, "");
    }

    private void act(int verb) {
        switch (verb) {
            case 0 -> change("/stop_campaign/" + CAMPAIGN, "");
            case 1 -> change("/resume_campaign/" + CAMPAIGN, "");
            case 2 -> edit();
            default -> {
                long limit = processed() + recipients / 10;
                change("/update_campaign/" + CAMPAIGN, "{\"limit\":" + limit + "}");
                change("/update_campaign/" + CAMPAIGN, "{\"limit\":null}");
            }
        }
    }

    private void edit() {
        int number = nextText();
        long asked = System.currentTimeMillis();
        boolean done = change("/update_campaign/" + CAMPAIGN, "{\"message\":\"" + text(number) + "\"}");
        edits.add(text(number), asked, done ? System.currentTimeMillis() : Long.MAX_VALUE);
    }

    private synchronized int nextText() {
        return ++texts;
    }

    private static String text(int number) {
        return "text " + number;
    }

    private void loseTheSession() throws InterruptedException {
        telegram.revoke(token);
        Thread.sleep(500);
        telegram.bot(4242);
        connect();
    }

    /** Does nothing while it is connected. */
    private void connect() {
        change("/sessions", "{\"account_id\":1,\"name\":\"bot\",\"kind\":\"bot\",\"token\":\"" + token + "\"}");
    }

    /** @return whether the server said that it is done */
    private boolean change(String path, String json) {
        try {
            var type = json.isEmpty() ? null : "application/json";
            int status = client.exchange("POST", path, type, BodyPublishers.ofString(json))
                    .statusCode();
            if (status == 500) {
                throw new AssertionError(path + " was answered with 500: " + server.log());
            }
            return status < 300;
        } catch (UncheckedIOException e) {
            // the server is down, or was while it should have answered
            return false;
        }
    }

    private long processed() {
        try {
            return client.processed(CAMPAIGN);
        } catch (UncheckedIOException | AssertionError e) {
            // down, or its database is
            return 0;
        }
    }

    private String status() {
        return client.status(CAMPAIGN).getString("status");
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeTelegram telegram() {
        return telegram;
    }

    RepriseClient client() {
        return client;
    }

    String url() {
        return surroundings.url();
    }

    int kills() {
        return kills;
    }

    int recipients() {
        return recipients;
    }

    String log() {
        return server == null ? "" : server.log();
    }

    @Override
    public void close() throws IOException {
        clients.shutdownNow();
        if (server != null) {
            server.close();
        }
        telegram.close();
        surroundings.close();
    }
}
