package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;

/**
 * An operator who keeps to server-config/backup.md, forgets every setting or mistypes one, and whom nothing but their
 * own word makes send. Campaign 1 had reached ten people at the backup and reaches five more; campaign 2 runs all
 * along.
 */
@EnabledIfSystemProperty(named = "backup.book", matches = "true")
class BackupIT {
    private static final long FIRST = 7_001;
    private static final int PEOPLE = 400;

    private final Path place = TestDatabase.temporaryDirectory();
    private final FakeTelegram telegram = FakeTelegram.start();
    private final Map<String, String> shell = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private EmbeddedPostgres postgresql;
    private RepriseServer reprise;
    private RepriseClient client;

    @AfterEach
    void end() throws IOException {
        if (reprise != null) {
            reprise.close();
        }
        telegram.close();
        if (postgresql != null) {
            postgresql.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestoreSendsNothingBeforeAnOperatorDecidesAndThenOnlyWhatTheyDecided(TestDatabase database) throws Exception {
        var kind = database == TestDatabase.SQLITE ? "/SQLite" : "/PostgreSQL";
        prepare(database);
        var book = new BackupBook(place, shell);
        assertThat(book.size()).isEqualTo(14);
        start();
        connect();
        execute(1, "Ten", 10, "0.01");
        await(1, "completed");
        execute(2, "All along", PEOPLE, "0.15");
        reprise.await(() -> reached("All along").size() >= 5);

        book.type("Back up, while Reprise runs" + kind);
        book.type("Back up, while Reprise runs/Key and attachments");
        var atBackup = all();
        client.update(1, "{\"limit\":15}");
        client.resume(1);
        await(1, "completed");
        var since = new ArrayList<>(reached("Ten").subList(10, 15));
        reprise.await(() -> reached("All along").size() >= 30);

        // a plain crash is no restore: everything goes on by itself
        reprise.kill9();
        reprise.restart();
        int before = reached("All along").size();
        reprise.await(() -> reached("All along").size() > before);
        assertThat(client.get("/restore").getString("state")).isEqualTo("settled");
        reprise.stop();
        book.type("Back up, while Reprise is stopped/The whole data directory");

        restore(book, kind);
        var sent = all();
        assertThat(sent).hasSizeGreaterThan(atBackup.size());
        theMistypedSettingHelpsNobody("REPRISE_CONTINUE_AFTER_RESTAT", "false");
        reprise.restart();
        theDatabaseIs("older");
        assertThat(numbers().get("1")).isEqualTo("5");
        assertThat(Integer.parseInt(numbers().get("2")))
                .isBetween(reached("All along").size() - atBackup.size(), PEOPLE);
        refuses(1, "up to 5 people");
        refuses(2, "are not in this database");
        sendsNothingThough(sent, "STOP");

        // three of the five are known, the other two may hear twice, and nobody else does
        Files.write(
                place.resolve("reached.csv"),
                since.subList(0, 3).stream().map(String::valueOf).toList());
        client.update(1, "{\"limit\":null}");
        var answers = after(book);
        assertThat(answers.get(0).getString("reason")).isEqualTo("older");
        assertThat(answers.get(1).getInt("recorded")).isEqualTo(3);
        assertThat(answers.get(2).getString("status")).isEqualTo("resumed");
        assertThat(answers.get(3).getString("state")).isEqualTo("settled");
        await(1, "completed");
        assertThat(twice("Ten")).containsExactlyInAnyOrderElementsOf(since.subList(3, 5));
        assertThat(reached("All along")).doesNotHaveDuplicates();
        assertThat(client.status(2).getString("status")).isEqualTo("stopped");
        reprise.stop();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesFromElsewhereOrFromASnapshotSendsNothingEither(TestDatabase database) throws Exception {
        var kind = database == TestDatabase.SQLITE ? "/SQLite" : "/PostgreSQL";
        prepare(database);
        var book = new BackupBook(place, shell);
        start();
        connect();
        execute(2, "All along", PEOPLE, "0.15");
        reprise.await(() -> reached("All along").size() >= 5);
        book.type("Back up, while Reprise runs" + kind);
        book.type("Back up, while Reprise runs/Key and attachments");
        reprise.stop();
        book.type("Back up, while Reprise is stopped/The whole data directory");
        var sent = all();

        book.type("Restore/The whole data directory");
        reprise.restart();
        isFromElsewhere(sent);
        accept(1);
        reprise.stop();

        book.type("Restore/A disk or machine that was put back to a snapshot");
        reprise.restart();
        isFromElsewhere(sent);
        reprise.stop();

        // a new machine
        TestDatabase.delete(place.resolve("data"));
        restore(book, kind);
        reprise.restart();
        isFromElsewhere(sent);
        assertThat(reprise.log()).doesNotContain("SEVERE");
        client.post("/campaigns/2/resume", "{\"confirm_maybe_reached\":\"unknown\"}");
        reprise.await(() -> all().size() > sent.size());
    }

    private void restore(BackupBook book, String kind) throws Exception {
        book.type("Restore" + kind);
        book.type("Restore/Key and attachments");
    }

    private List<JsonObject> after(BackupBook book) throws Exception {
        var answers = new ArrayList<JsonObject>();
        for (int number = 0; number < 4; number++) {
            answers.add(json(book.type("After a restore", number)));
        }
        return answers;
    }

    private void prepare(TestDatabase database) throws IOException, SQLException {
        settings.put("REPRISE_DATA_DIR", place.resolve("data").toString());
        settings.put("REPRISE_BOT_API_URL", telegram.url());
        if (database == TestDatabase.POSTGRESQL) {
            postgresql = TestDatabase.postgresql().start();
            run("create role reprise login");
            run("create database reprise owner reprise");
            shell.put("PGHOST", "127.0.0.1");
            shell.put("PGPORT", String.valueOf(postgresql.getPort()));
            shell.put("PGUSER", "postgres");
            settings.put("REPRISE_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgresql.getPort() + "/reprise");
            settings.put("REPRISE_DB_USER", "reprise");
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = postgresql.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void start() {
        reprise = RepriseServer.start(settings);
        client = new RepriseClient(reprise.baseUri());
        shell.put("REPRISE", reprise.baseUri().toString());
    }

    private void connect() {
        var token = telegram.bot(4_001);
        var session = "{\"account_id\":1,\"name\":\"shop\",\"kind\":\"bot\",\"token\":\"" + token + "\"}";
        assertThat(client.exchange("POST", "/sessions", "application/json", BodyPublishers.ofString(session))
                        .statusCode())
                .isEqualTo(201);
        var csv = LongStream.range(FIRST, FIRST + PEOPLE)
                .mapToObj(user -> user + ",2026-02-03T04:05:06Z")
                .collect(Collectors.joining("\n", "user_id,last_message_at\n", "\n"));
        var answer = client.exchange("POST", "/contacts/import?session=shop", "text/csv", BodyPublishers.ofString(csv));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private void execute(long campaign, String message, int limit, String pace) {
        client.execute(campaign, "shop", message, ",\"limit\":" + limit + ",\"sleep_time\":" + pace);
    }

    private void await(long campaign, String status) {
        reprise.await(() -> client.status(campaign).getString("status").equals(status));
    }

    /** It may be refused by its name: then the operator starts without it. */
    private void theMistypedSettingHelpsNobody(String key, String value) {
        var sent = all();
        var mistyped = new HashMap<>(settings);
        mistyped.put(key, value);
        mistyped.put("REPRISE_CONTINUE_AFTER_RESTART", "true");
        try (var server = RepriseServer.launch(mistyped)) {
            server.await(() -> !server.isAlive() || server.statusOf("/health/ready") == 200);
            assertThat(server.isAlive() ? "" : server.log())
                    .satisfiesAnyOf(
                            log -> assertThat(log).isEmpty(),
                            log -> assertThat(log).contains(key));
            assertThat(all()).isEqualTo(sent);
        }
    }

    private void theDatabaseIs(String reason) {
        var state = client.get("/restore");
        assertThat(state.getString("state")).isEqualTo("undecided");
        assertThat(state.getString("reason")).isEqualTo(reason);
        assertThat(client.status(2).getString("status")).isEqualTo("stopped");
        assertThat(client.status(2).getString("error")).contains("nothing is sent before an operator decides");
    }

    private void isFromElsewhere(List<Accepted> sent) {
        theDatabaseIs("elsewhere");
        assertThat(numbers()).isEqualTo(Map.of("2", "\"unknown\""));
        refuses(2, "an unknown number of people");
        assertThat(all()).isEqualTo(sent);
    }

    private void accept(int campaigns) {
        client.post("/restore/accept", "{\"campaigns\":" + campaigns + "}");
        assertThat(client.get("/restore").getString("state")).isEqualTo("settled");
    }

    /** By campaign, as JSON writes it. */
    private Map<String, String> numbers() {
        return client.get("/restore").getJsonArray("campaigns").getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        each -> each.get("campaign_id").toString(),
                        each -> each.get("maybe_reached").toString()));
    }

    private void refuses(long campaign, String because) {
        for (var path : List.of(
                "/resume_campaign/" + campaign,
                "/campaigns/" + campaign + "/resume",
                "/campaigns/" + campaign + "/start")) {
            refuses(path, "", because);
            refuses(path, "{\"confirm_maybe_reached\":4}", because);
        }
        refuses(
                "/execute_campaign",
                "{\"campaign_id\":" + campaign + ",\"session\":\"shop\",\"message\":\"x\"}",
                because);
    }

    private void refuses(String path, String body, String because) {
        var answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(body));
        assertThat(answer.statusCode()).as(path).isEqualTo(409);
        var problem = RepriseClient.json(answer);
        assertThat(problem.getString("error")).contains(because);
        assertThat(problem.get("maybe_reached")).isNotNull();
    }

    /** Who opts out is heard all the same, and not answered. */
    private void sendsNothingThough(List<Accepted> sent, String said) {
        var token = telegram.bot(4_001);
        telegram.push(
                token,
                org.reprise.testing.fakebot.Told.message(
                        FIRST + PEOPLE - 1, said, java.time.Instant.parse("2026-03-01T12:00:00Z")));
        reprise.await(() -> telegram.waiting(token) == 0);
        reprise.await(() -> reprise.log().contains("no operator has accepted it yet"));
        assertThat(all()).isEqualTo(sent);
    }

    private List<Accepted> all() {
        return List.copyOf(telegram.record());
    }

    private List<Long> reached(String text) {
        return all().stream()
                .filter(message -> message.text().equals(text))
                .map(Accepted::chat)
                .toList();
    }

    private List<Long> twice(String text) {
        return reached(text).stream()
                .collect(Collectors.groupingBy(user -> user, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(times -> times.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
