package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** What the console of the packaged server says, and how often. */
class LogIT {
    private static final String JSON = "-Dreprise.log.json=true";

    @Test
    void asJsonEveryLineOfAStartARunAStopAndARestartIsAnObject() {
        try (var reprise = RepriseServer.start(Map.of(), JSON)) {
            var client = new RepriseClient(reprise.baseUri());
            client.execute(7, "shop", "Hello", ",\"sleep_time\":0.2");
            client.execute(9, "shop", "Hello", ",\"sleep_time\":0.2");
            reprise.await(() -> client.processed(7) > 3 && client.processed(9) > 3);
            // pages and errors as well: what they print is printed now
            reprise.await(() -> reprise.statusOf("/") == 200);
            reprise.await(() -> reprise.statusOf("/nothing-here") == 404);
            reprise.stop();
            reprise.restart();
            reprise.await(() -> reprise.log().contains("Recovery after a restart"));
            reprise.stop();
            assertThat(reprise.log().lines().filter(line -> !isOfPayarasLastMoment(line)))
                    .isNotEmpty()
                    .allMatch(LogIT::isJson);
            assertThat(lines(reprise, "Recovery after a restart"))
                    .singleElement()
                    .asString()
                    .contains("go on: 2 (7, 9)")
                    .contains("INFO");
            assertThat(lines(reprise, "goes on: run"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("campaign 7 goes on: run 2", "INFO"),
                            line -> assertThat(line).contains("campaign 9 goes on: run 2", "INFO"));
            assertThat(lines(reprise, "in the middle of campaigns"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("running: 2 (7, 9)") && line.contains("come within 10 s: 0"));
        }
    }

    @Test
    void asJsonASettingThatIsWrongAndAPortThatIsTakenAreObjectsToo() throws Exception {
        try (var reprise = RepriseServer.launch(Map.of("REPRISE_BOT_RATE", "fast", "REPRISE_DBURL", "x"), JSON)) {
            assertThat(reprise.awaitExit()).isEqualTo(1);
            assertThat(reprise.log().lines()).hasSize(2).allMatch(LogIT::isJson);
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var reprise = RepriseServer.launchAt(taken.getLocalPort(), Map.of(), JSON)) {
            assertThat(reprise.awaitExit()).isEqualTo(75);
            assertThat(reprise.log().lines()).hasSize(1).allMatch(LogIT::isJson);
        }
    }

    @Test
    void aDatabaseThatGoesAwayUnderManyCampaignsIsALineAndItsReturnAnother() throws Exception {
        var directory = TestDatabase.temporaryDirectory();
        var postgresql = TestDatabase.postgresql().setDataDirectory(directory).setCleanDataDirectory(false);
        var database = postgresql.start();
        int port = database.getPort();
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        try (var reprise = RepriseServer.start(Map.of("REPRISE_DB_URL", url, "REPRISE_SANDBOX_FLOOD_EVERY", "0"))) {
            var client = new RepriseClient(reprise.baseUri());
            for (int id = 1; id <= 10; id++) {
                client.execute(id, "shop" + id, "Hello", ",\"sleep_time\":0.2");
            }
            reprise.await(() -> client.processed(10) > 3);
            int before = (int) reprise.log().lines().count();
            database.close();
            reprise.await(() -> reprise.log().contains("The database cannot be used"));
            for (int i = 0; i < 5; i++) {
                reprise.statusOf("/health/ready");
                reprise.statusOf("/campaigns?account_id=1");
            }
            try (var again = postgresql.setPort(port).start()) {
                assertThat(again.getPort()).isEqualTo(port);
                reprise.await(() -> reprise.log().contains("The database works again"));
                reprise.await(() -> reprise.statusOf("/campaigns?account_id=1") == 200);
                assertThat(reprise.log().lines().skip(before).filter(line -> !line.contains("confirm")))
                        .satisfiesExactly(
                                line -> assertThat(line).contains("WARN", "The database cannot be used"),
                                line -> assertThat(line).contains("INFO", "The database works again"));
            }
        }
    }

    private static List<String> lines(RepriseServer reprise, String words) {
        return reprise.log().lines().filter(line -> line.contains(words)).toList();
    }

    /** Its hook at the end of the process may find no log any more, and then prints two lines that nobody can mute. */
    private static boolean isOfPayarasLastMoment(String line) {
        return line.endsWith("PayaraMicroImpl$1 run") || line.equals("FINE: Already shut down");
    }

    private static boolean isJson(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return !reader.readObject().isEmpty();
        } catch (JsonException e) {
            return false;
        }
    }
}
