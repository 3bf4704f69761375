package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.PooledPostgres;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** Two servers on one database: one works, the other one waits, and nobody hears twice, whatever becomes of either. */
class TwoServersIT {
    /** So many, and so slowly, that none of these stories comes to an end by itself before it is told. */
    private static final int PEOPLE = 10_000;

    private static final int PER_SECOND = 50;

    /** What {@code Launch.java} ends with when Reprise asks for it. */
    private static final int OVERTAKEN = 3;

    @Test
    void onSqliteTheSecondOneWaitsAsLongAsTheFirstOneLivesEvenFrozen() throws Exception {
        var directory = TestDatabase.temporaryDirectory();
        try (var campaign = new BotCampaign(PEOPLE, "jdbc:sqlite:" + directory.resolve("reprise.db"))) {
            // the most likely mistake: the same command twice
            var environment = new HashMap<>(campaign.environment());
            environment.put("REPRISE_DATA_DIR", directory.toString());
            try (var first = RepriseServer.start(environment);
                    var second = RepriseServer.launch(environment)) {
                assertWaits(second, first, "this data directory");
                campaign.start(first, PER_SECOND);
                campaign.awaitMore(first, 300);
                first.freeze();
                assertNobodyTakesOver(second);
                first.wake();
                campaign.awaitMore(first, 300);

                first.kill9();
                campaign.awaitMore(second, 300);
                first.startAgain();
                assertWaits(first, second, "this data directory");
                assertThat(second.awaitStop()).isEqualTo(143);
                first.await(() -> first.statusOf("/health/ready") == 200);
                campaign.awaitMore(first, 300);

                assertGoesOnAfterItsDirectoryWasAway(first, campaign);
                campaign.finish(first);
                campaign.judge();
            }
        }
    }

    @Test
    void onPostgresqlWhoeverIsOvertakenWhileItIsFrozenSendsNothingMoreAndEnds() throws Exception {
        try (var campaign = new BotCampaign(PEOPLE, TestDatabase.POSTGRESQL.url());
                var first = RepriseServer.start(campaign.environment());
                var second = RepriseServer.launch(campaign.environment())) {
            assertWaits(second, first, "this database");
            campaign.start(first, PER_SECOND);
            campaign.awaitMore(first, 300);
            first.freeze();
            campaign.awaitMore(second, 300);
            first.wake();
            assertThat(first.awaitExit()).isEqualTo(OVERTAKEN);
            assertThat(first.log())
                    .containsOnlyOnce("Reprise has lost its database: process " + second.pid())
                    .containsOnlyOnce("Reprise stops in the middle of campaigns")
                    .doesNotContain("had no run though it is running");

            first.startAgain();
            assertWaits(first, second, "this database");
            second.kill9();
            campaign.awaitMore(first, 300);

            // on the same machine, in the same data directory: the dead one's heartbeat need not be watched
            first.kill9();
            first.restart();
            assertThat(first.log().substring(first.log().lastIndexOf("Reprise starts with")))
                    .doesNotContain("Another Reprise");
            assertGoesOnAfterItsDirectoryWasAway(first, campaign);
            campaign.finish(first);
            campaign.judge();
        }
    }

    /** Each transaction may get another connection to the database, which knows nothing of the one before. */
    @Test
    void behindPgBouncerInTransactionModeAKillAndASecondServerHurtNobody() throws Exception {
        try (var database = PooledPostgres.start(
                        "synchronous_commit = on",
                        "lock_timeout = '10s'",
                        "statement_timeout = '60s'",
                        "idle_in_transaction_session_timeout = '60s'");
                var campaign = new BotCampaign(PEOPLE, database.directUrl())) {
            var environment = new HashMap<>(campaign.environment());
            environment.put("REPRISE_DB_URL", database.url());
            try (var first = RepriseServer.start(environment)) {
                campaign.start(first, 4 * PER_SECOND);
                campaign.awaitMore(first, 500);
                first.kill9();
                first.restart();
                campaign.awaitMore(first, 300);
                try (var second = RepriseServer.launch(environment)) {
                    assertWaits(second, first, "this database");
                    campaign.finish(first);
                    assertThat(first.log() + second.log()).doesNotContain("already exists", "prepared statement");
                }
                campaign.judge();
            }
        }
    }

    /** It answers, and does nothing, and says why. */
    private static void assertWaits(RepriseServer waiting, RepriseServer holder, String what) {
        var said = "Another Reprise has " + what + ": process " + holder.pid() + " on ";
        waiting.await(() -> waiting.statusOf("/health/live") == 200);
        var client = new RestClient(waiting.baseUri());
        waiting.await(() -> client.get("/health/ready").body().contains(said));
        assertThat(client.get("/health/ready").status()).isEqualTo(503);
        for (var path : new String[] {"/campaigns?account_id=1", "/", "/nowhere"}) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.type()).isEqualTo("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.json().getString("detail"))
                    .contains(said, "data directory " + holder.dataDirectory(), ", since 20");
        }
        assertThat(waiting.statusOf("/health/live")).isEqualTo(200);
        var log = waiting.log().substring(waiting.log().lastIndexOf("Reprise starts with"));
        assertThat(log.lines().filter(line -> line.contains("Another Reprise has")))
                .hasSize(1)
                .allMatch(line -> line.contains("WARN") && line.contains(said));
        assertThat(log).doesNotContain("Reprise is ready");
    }

    private static void assertNobodyTakesOver(RepriseServer waiting) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            // longer than a heartbeat would be waited for
            Thread.sleep(1_000);
            assertThat(waiting.statusOf("/health/ready")).isEqualTo(503);
        }
    }

    private static void assertGoesOnAfterItsDirectoryWasAway(RepriseServer server, BotCampaign campaign)
            throws Exception {
        var directory = server.dataDirectory();
        var moved = directory.resolveSibling(directory.getFileName() + "-moved");
        campaign.awaitMore(server, 100);
        Files.move(directory, moved);
        Thread.sleep(3_000);
        assertThat(server.statusOf("/health/ready")).isEqualTo(503);
        int heard = campaign.telegram.count();
        var answer = new RestClient(server.baseUri()).get("/campaigns?account_id=1");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("detail")).contains(directory.toString(), "put back");
        assertThat(server.statusOf("/health/live")).isEqualTo(200);
        Thread.sleep(2_000);
        assertThat(campaign.telegram.count()).isEqualTo(heard);

        Files.move(moved, directory);
        server.await(() -> server.statusOf("/health/ready") == 200);
        campaign.awaitMore(server, 100);
        assertThat(server.log()).containsOnlyOnce("is not the file any more").containsOnlyOnce("The files are back in");
    }

    @ParameterizedTest
    @EnumSource
    void dataOfANewerRepriseIsRefusedInOneLine(TestDatabase database) throws IOException, SQLException {
        var url = database.url();
        TestDatabase.open(TestDatabase.settings(Map.of("REPRISE_DB_URL", url)));
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) values (99, '99', 'to come', 'SQL',"
                    + " 'V99__to_come.sql', 1, 'Reprise 9.9', 1, true)");
        }
        try (var reprise = RepriseServer.launch(Map.of("REPRISE_DB_URL", url))) {
            assertThat(reprise.awaitExit()).isEqualTo(1);
            assertThat(reprise.log())
                    .contains("its schema has version 99, by Reprise 9.9; this is Reprise 1.", "Nothing was changed.");
            assertThat(reprise.dataDirectory()).isEmptyDirectory();
        }
    }
}
