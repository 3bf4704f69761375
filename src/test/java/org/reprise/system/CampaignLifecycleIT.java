package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.telegram.sandbox.SandboxRecords;
import org.reprise.telegram.sandbox.SandboxRecords.Arrival;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/**
 * The life of a campaign as an operator leads it: contacts from a file, edits, stops, resumes, and a server that is
 * killed and started again. Judged by what arrived at the (sandboxed) Telegram, against the ledger.
 *
 * <p>{@code -Dlifecycle.contacts=100000} makes it larger.
 */
class CampaignLifecycleIT {
    private static final int CONTACTS = Integer.getInteger("lifecycle.contacts", 12_000);
    private static final long CAMPAIGN = 4711;

    /** An edit as its client saw it. */
    private record Edit(int revision, long asked, long answered) {}

    @TempDir
    private Path directory;

    private final List<Edit> edits = new ArrayList<>();
    private RepriseServer server;
    private RepriseClient client;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyContactGetsOneMessageWithTheTextOfItsMoment(TestDatabase database) throws Exception {
        String url = database.url();
        try (var running = RepriseServer.start(Map.of(
                "REPRISE_DATA_DIR",
                directory.toString(),
                "REPRISE_DB_URL",
                url,
                "REPRISE_SANDBOX_RATE",
                String.valueOf(CONTACTS / 12),
                "REPRISE_SANDBOX_FLOOD_EVERY",
                "0"))) {
            server = running;
            client = new RepriseClient(running.baseUri());
            assertThat(client.importCsv("customers", csv()).getInt("imported")).isEqualTo(CONTACTS);
            lead();
            assertThat(client.status(CAMPAIGN).getString("status")).isEqualTo("completed");
            judge(url);
            assertThat(running.log()).doesNotContain("SEVERE").doesNotContain("text 1");
        }
    }

    private Path csv() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("user_id,username,first_name,last_message_at");
        for (int i = 0; i < CONTACTS; i++) {
            lines.add((1_000_000_000L + 37L * i) + ",user" + i + ",\"Ann, " + i + "\",2026-02-03T04:05:06Z");
        }
        return Files.write(directory.resolve("contacts.csv"), lines);
    }

    /** Three edits, five stops and resumes, a kill. */
    private void lead() {
        edits.add(new Edit(1, System.currentTimeMillis(), System.currentTimeMillis()));
        client.execute(CAMPAIGN, "customers", "text 1", ",\"sleep_time\":0");
        reach(1);
        stopAndResume();
        reach(2);
        edit();
        stopAndResume();
        reach(4);
        edit();
        stopAndResume();
        reach(5);
        server.kill9();
        server.restart();
        reach(6);
        edit();
        stopAndResume();
        reach(8);
        stopAndResume();
        await("completed", () -> client.status(CAMPAIGN).getString("status").equals("completed"));
    }

    /** Waits until so many twelfths of the contacts have their outcome. */
    private void reach(int twelfths) {
        await(twelfths + " twelfths", () -> client.processed(CAMPAIGN) >= CONTACTS / 12L * twelfths);
    }

    private void edit() {
        int revision = edits.size() + 1;
        long asked = System.currentTimeMillis();
        client.update(CAMPAIGN, "{\"message\":\"text " + revision + "\"}");
        edits.add(new Edit(revision, asked, System.currentTimeMillis()));
    }

    private void stopAndResume() {
        assertThat(client.stop(CAMPAIGN).getString("status")).isEqualTo("stopped");
        assertThat(client.resume(CAMPAIGN).getString("status")).isEqualTo("resumed");
    }

    private void judge(String url) throws SQLException {
        var status = client.status(CAMPAIGN);
        var arrivals = SandboxRecords.of(directory);
        var arrived = arrivals.stream().collect(Collectors.toMap(Arrival::recipient, arrival -> arrival));
        assertThat(arrivals).as("nobody twice").hasSameSizeAs(arrived.keySet());
        assertThat(client.processed(CAMPAIGN)).as("nobody lost").isEqualTo(CONTACTS);
        assertThat(status.getInt("total_recipients")).isEqualTo(CONTACTS);
        assertThat(status.getInt("sent_count")).isEqualTo(arrivals.size());
        assertThat(status.getInt("uncertain_count"))
                .as("the sandbox always knows")
                .isZero();
        assertThat(client.sentUsers(CAMPAIGN))
                .containsExactlyInAnyOrderElementsOf(
                        arrived.keySet().stream().map(String::valueOf).toList());
        var revisions = revisionsInLedger(url);
        for (var arrival : arrivals) {
            int revision = Integer.parseInt(arrival.text().substring("text ".length()));
            assertThat(revision).isBetween(newestAnswered(arrival.millis()), newestAsked(arrival.millis()));
            assertThat(revisions.get(arrival.recipient()))
                    .as("revision in the ledger")
                    .isEqualTo(revision);
        }
    }

    /** The clock counts whole milliseconds: a message of the same one may have come before the answer. */
    private int newestAnswered(long millis) {
        return (int) edits.stream().filter(edit -> edit.answered < millis).count();
    }

    private int newestAsked(long millis) {
        return (int) edits.stream().filter(edit -> edit.asked <= millis).count();
    }

    private static Map<Long, Integer> revisionsInLedger(String url) throws SQLException {
        var revisions = new HashMap<Long, Integer>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select user_id, revision from delivery where state = 'SENT' and campaign_id = " + CAMPAIGN)) {
            while (rows.next()) {
                revisions.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return revisions;
    }

    @Test
    void aCampaignStaysStoppedAfterARestartWhereThatIsTheSetting() {
        try (var running = RepriseServer.start(
                Map.of("REPRISE_DATA_DIR", directory.toString(), "REPRISE_CONTINUE_AFTER_RESTART", "false"))) {
            client = new RepriseClient(running.baseUri());
            client.execute(7, "demo", "Hello", ",\"sleep_time\":0.05");
            await("some messages", () -> client.processed(7) > 5);
            running.kill9();
            running.restart();
            await("settled", () -> client.status(7).getString("status").equals("stopped"));
            long reached = client.processed(7);
            client.resume(7);
            await("more messages", () -> client.processed(7) > reached);
            assertThat(client.stop(7).getString("status")).isEqualTo("stopped");
        }
    }
}
