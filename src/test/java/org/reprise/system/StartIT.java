package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.FreePort;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

class StartIT {
    private static final String WAITING = "\"waiting_for\":\"database\"";

    @Test
    void answersOnLoopbackAndSaysWhereAndComesBackThereAfterAPowerCut() throws Exception {
        try (var reprise = RepriseServer.start(Map.of())) {
            assertThat(reprise.statusOf("/health/ready")).isEqualTo(200);
            reprise.await(() -> reprise.log().contains("Reprise answers at http://"));
            for (var address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList()) {
                assertThat(answers(address, reprise.port())).as("%s", address).isFalse();
            }
            reprise.kill9();
            reprise.restart();
            assertThat(reprise.statusOf("/health/ready")).isEqualTo(200);
        }
    }

    /** Every start here takes the one that was made before the tests. */
    @Test
    void anArchiveOfClassesThatTheJvmDoesNotTakeIsLeftAsideAndDoesNotStay(@TempDir Path directory) throws Exception {
        var archive = Files.writeString(directory.resolve("classes.jsa"), "of another JVM and server");
        try (var reprise = RepriseServer.start(Map.of(), "-XX:SharedArchiveFile=" + archive)) {
            assertThat(reprise.log().lines()).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d .* INFO .*"));
            assertThat(archive).doesNotExist();
        }
    }

    @Test
    void whatIsWrongWithTheSettingsEndsItInALineEach() {
        var wrong = Map.of("REPRISE_SANDBOX_RATE", "abc", "REPRISE_DBURL", "geheim", "REPRISE_BOT_RATE", "");
        try (var reprise = RepriseServer.launch(wrong, "-Dreprise.user-rate=2")) {
            assertThat(reprise.awaitExit()).isEqualTo(1);
            assertThat(reprise.log().lines())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains("REPRISE_SANDBOX_RATE=abc cannot be used"),
                            line -> assertThat(line).contains("REPRISE_BOT_RATE is empty"),
                            line -> assertThat(line)
                                    .contains("REPRISE_DBURL is no setting of Reprise; the nearest is REPRISE_DB_URL"),
                            line -> assertThat(line)
                                    .contains("reprise.user-rate is no setting", "the nearest is REPRISE_USER_RATE"));
        }
    }

    @Test
    void aPortThatSomebodyElseHasEndsItInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var reprise = RepriseServer.launchAt(taken.getLocalPort(), Map.of())) {
            assertThat(reprise.awaitExit()).isEqualTo(75);
            assertThat(reprise.log().lines())
                    .singleElement()
                    .asString()
                    .contains("could not start", String.valueOf(taken.getLocalPort()), "cannot be had");
        }
    }

    @Test
    void waitsForADatabaseThatIsNotThereOrHoldsItUpAndGoesOn() throws Exception {
        int port = FreePort.find();
        try (var reprise = RepriseServer.launch(Map.of("REPRISE_DB_URL", postgresql(port, "postgres")))) {
            reprise.await(() -> reprise.log().contains("Reprise answers at"));
            assertThat(reprise.log()).contains("Reprise waits for its database");
            var client = new RestClient(reprise.baseUri());
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.get("/health/ready").body()).contains(WAITING);
            assertThat(reprise.statusOf("/campaigns?account_id=1")).isEqualTo(503);
            assertThat(reprise.statusOf("/health/live")).isEqualTo(200);

            try (var database = TestDatabase.postgresql().setPort(port).start()) {
                assertThat(database.getPort()).isEqualTo(port);
                reprise.await(() -> reprise.statusOf("/health/ready") == 200);
                assertThat(reprise.statusOf("/campaigns?account_id=1")).isEqualTo(200);

                client.post(
                        "/execute_campaign",
                        "{\"campaign_id\": 1, \"session\": \"shop\", \"message\": \"Hello\", \"sleep_time\": 1}");
                reprise.kill9();
                try (var connection = database.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("select id from campaign for update");
                    reprise.startAgain();
                    reprise.await(() -> reprise.statusOf("/health/ready") == 503);
                    reprise.await(() -> client.get("/health/ready").body().contains(WAITING));
                    connection.rollback();
                }
                reprise.await(() -> reprise.statusOf("/health/ready") == 200);
                assertThat(client.get("/campaign_status/1").body()).contains("\"status\":\"running\"");
            }
        }
    }

    @Test
    void aDatabaseThatRefusesEndsItAndIsNamed() throws Exception {
        try (var database = TestDatabase.postgresql().start();
                var reprise =
                        RepriseServer.launch(Map.of("REPRISE_DB_URL", postgresql(database.getPort(), "nowhere")))) {
            assertThat(reprise.awaitExit()).isEqualTo(1);
            // the first line tells the settings
            assertThat(reprise.log().lines().skip(1))
                    .singleElement()
                    .asString()
                    .contains("REPRISE_DB_URL=jdbc:postgresql", "\"nowhere\" does not exist");
        }
    }

    private static String postgresql(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private static boolean answers(InetAddress address, int port) throws java.io.IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (SocketTimeoutException | java.net.ConnectException | java.net.NoRouteToHostException e) {
            return false;
        }
    }
}
