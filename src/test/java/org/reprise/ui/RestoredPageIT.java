package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** Yesterday's database in today's data directory: what the pages say, and what they ask before anything is sent. */
class RestoredPageIT {
    private static RepriseServer reprise;
    private static RepriseClient client;

    /** By campaign 1. */
    private static List<String> reachedSince;

    /**
     * At the backup campaigns 1 and 2 had reached ten people each; they reached twenty more each before the restore.
     */
    @BeforeAll
    static void restoreYesterday() throws IOException {
        reprise =
                RepriseServer.start(Map.of("REPRISE_SANDBOX_FLOOD_EVERY", "0", "REPRISE_SANDBOX_REFUSED_PERCENT", "0"));
        client = new RepriseClient(reprise.baseUri());
        for (long id = 1; id <= 2; id++) {
            client.execute(id, "shop", "Hello", ",\"limit\":10,\"sleep_time\":0");
        }
        awaitBoth();
        var known = client.sentUsers(1);
        reprise.stop();
        var yesterday = databaseFiles();
        reprise.restart();
        for (long id = 1; id <= 2; id++) {
            client.update(id, "{\"limit\":30}");
            client.resume(id);
        }
        awaitBoth();
        reachedSince = new ArrayList<>(client.sentUsers(1));
        reachedSince.removeAll(known);
        reprise.stop();
        for (var path : databaseFiles().keySet()) {
            Files.delete(path);
        }
        for (var file : yesterday.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        reprise.restart();
    }

    @AfterAll
    static void end() {
        reprise.close();
    }

    private static void awaitBoth() {
        for (long id = 1; id <= 2; id++) {
            long campaign = id;
            reprise.await(() -> client.status(campaign).getString("status").equals("completed"));
        }
    }

    private static Map<Path, byte[]> databaseFiles() throws IOException {
        var files = new HashMap<Path, byte[]>();
        for (var ending : List.of("", "-wal", "-shm")) {
            var path = reprise.dataDirectory().resolve("reprise.db" + ending);
            if (Files.exists(path)) {
                files.put(path, Files.readAllBytes(path));
            }
        }
        return files;
    }

    @Test
    void everyPageSaysSoAndACampaignIsResumedWithTheNumberBeforeOnesEyes() throws IOException {
        theApiRefusesWhatIsNotTheNumber();
        client.update(1, "{\"limit\":40}");
        try (var browser = Browser.open(reprise.baseUri())) {
            for (var page : List.of("/", "/contacts", "/connections", "/editor", "/campaign?id=1")) {
                browser.go(page).awaitText("banner", "Since");
                assertThat(browser.text("banner")).as(page).contains("2 campaigns wait for a decision");
                assertThat(browser.barriers()).as(page).isEmpty();
            }
            noButtonIsCutOff();
            browser.go("/campaign?id=1").click("campaign:resume");
            browser.awaitText("ask", "Up to 20 people may have got this message already");
            assertThat(browser.barriers()).isEmpty();

            // five of the twenty are known by name
            var reached =
                    Files.write(TestDatabase.temporaryDirectory().resolve("reached.csv"), reachedSince.subList(0, 5));
            browser.go("/campaign?id=1");
            browser.click("campaign:name");
            browser.await("the drawer", it -> it.shows("reached:go"));
            browser.attach("reached:file", reached);
            browser.click("reached:go");
            browser.awaitText("reached:done", "5");
            browser.go("/campaign?id=1").click("campaign:resume");
            // nobody knows whether the five are of the twenty
            browser.awaitText("ask", "Up to 20 people may have got this message already");
            browser.click("ask:yes");
            // it had completed before the restore as well, so that word alone says nothing
            reprise.await(() -> client.status(1).getInt("sent_count") > 10);
            browser.awaitText("campaign:figures", "Completed");
            browser.go("/restored").awaitText("restored:table", "20");

            browser.click("restored:accept");
            browser.awaitText("accepting", "1 ");
            assertThat(browser.barriers()).isEmpty();
            browser.click("accepting:yes");
            browser.awaitText("restored", "Nothing waits for a decision");
            browser.await("the banner to go", it -> it.text("banner").isBlank());
        }
        assertThat(client.get("/restore").getString("state")).isEqualTo("settled");
    }

    /** A word that is no number, and another number. */
    private static void theApiRefusesWhatIsNotTheNumber() {
        var acceptances = Map.of(
                "{\"campaigns\":3}", 409,
                "{\"campaigns\":-1}", 422,
                "{\"campaigns\":\"all\"}", 400,
                "{}", 400,
                "[]", 400);
        acceptances.forEach((body, status) -> refused("/restore/accept", body, status));
        var confirmations = Map.of("0", 422, "21", 409, "\"many\"", 400, "null", 409, "true", 400);
        confirmations.forEach(
                (word, status) -> refused("/campaigns/2/resume", "{\"confirm_maybe_reached\":" + word + "}", status));
        assertThat(client.status(2).getInt("sent_count")).isEqualTo(10);
    }

    private static void refused(String path, String body, int status) {
        var answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(body));
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
    }

    /** The longest words stand in the row beside the buttons. */
    private static void noButtonIsCutOff() {
        try (var german = Browser.open(reprise.baseUri(), "de", 1366, 768)) {
            german.go("/").awaitText("list:table", "Bis zu 20 Menschen");
            assertThat(german.run("const table = document.getElementById('list:table').getBoundingClientRect();"
                            + "return [...document.querySelectorAll('#list\\\\:table button, #list\\\\:table a')]"
                            + ".every(each => each.getBoundingClientRect().right <= table.right)"))
                    .isEqualTo(true);
            german.screenshot(Path.of("target", "restored-list.png"));
        }
    }
}
