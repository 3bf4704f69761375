package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** One campaign: what it shows while it runs, and whom it reached. */
class CampaignPageIT {
    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void itsFiguresMoveByThemselvesAndAnEditIsSeenWithItsDifference() {
        long id = Campaigns.create(client, "Come on Monday");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id).awaitText("campaign:chart", "Nothing was sent yet");
            browser.click("campaign:start");
            browser.click("ask:yes");
            browser.awaitText("campaign:figures", "Running");
            browser.await(
                    "the curve",
                    it -> it.run("return document.querySelector('#campaign\\\\:chart polyline') !== null")
                            .equals(true));
            client.update(id, "{\"message\":\"Come on <i>Tuesday</i>\"}");
            browser.awaitText("campaign:activity", "Revision 2");
            browser.awaitText("campaign:message", "Come on <i>Tuesday</i>");
            assertThat(browser.run("return document.querySelector('#campaign\\\\:activity del').textContent"))
                    .isEqualTo("Monday");
            assertThat(browser.run("return document.querySelector('#campaign\\\\:activity ins').textContent"))
                    .isEqualTo("<i>Tuesday</i>");
            browser.run("document.querySelector('[data-revision=\"2\"] summary').click()");
            client.update(id, "{\"message\":\"All of it is new\"}");
            browser.awaitText("campaign:activity", "Revision 3");
            assertThat(browser.run("return document.querySelector('[data-revision=\"2\"]').open"))
                    .as("what is read stays open")
                    .isEqualTo(true);
            assertThat(browser.run("return document.querySelector('[data-revision=\"3\"] .was').textContent"
                            + " + ' / ' + document.querySelector('[data-revision=\"3\"] .is').textContent"))
                    .isEqualTo("Come on <i>Tuesday</i> / All of it is new");
            assertThat(browser.barriers()).isEmpty();
            client.stop(id);
            browser.awaitText("campaign:figures", "Stopped");
            browser.awaitText("campaign:activity", "Edited");
        }
    }

    @Test
    void recipientsAreFilteredSearchedAndExportedAsTheyAreShown(@TempDir Path directory) throws IOException {
        long id = reached(directory);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id + "&tab=recipients").awaitText("recipients:table", "60");
            browser.type("recipients:search", "@guest_1");
            browser.await("the eleven", it -> rows(it) == 11);
            browser.type("recipients:search", "100042");
            browser.await("the one", it -> rows(it) == 1);
            assertThat(browser.text("recipients:table")).contains("@guest_42").contains("Revision 1");
            assertThat(exported(browser)).hasSize(2).anyMatch(line -> line.startsWith("100042,guest_42,'=Guest,,"));
            browser.type("recipients:search", " ");
            browser.await("the search to end", it -> rows(it) == 50);
            browser.click("recipients:failed");
            browser.await(
                    "the address",
                    it -> it.run("return location.search").toString().contains("outcome=failed"));
            var failed = client.status(id).getInt("failed_count");
            browser.await("the failed", it -> rows(it) == failed || failed == 0);
            assertThat(exported(browser))
                    .hasSize(failed + 1)
                    .allMatch(line -> line.contains("failed") || line.contains("outcome"));
        }
    }

    @Test
    void aSpreadsheetOfPeopleWhoWereReachedElsewhereIsRecorded(@TempDir Path directory) throws IOException {
        long id = reached(directory);
        var file = Files.writeString(
                directory.resolve("elsewhere.csv"),
                "sep=;\r\nName;Telegram ID\r\nAnn;=\"990001\"\r\nBob;990002.0\r\n;\r\nCid;9.9E+05\r\n");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id).click("campaign:more");
            browser.click("campaign:elsewhere");
            browser.await("the drawer", it -> it.shows("reached:go"));
            browser.attach("reached:file", file);
            browser.click("reached:go");
            browser.awaitText("reached:done", "elsewhere.csv: 2 recorded, 0 known already, 1 left out.");
            browser.run("document.querySelector('#reached\\\\:done details').open = true");
            browser.awaitText("reached:done", "was rounded by a spreadsheet");
            browser.attach("reached:file", Files.writeString(directory.resolve("none.csv"), "name\nAnn\n"));
            browser.click("reached:go");
            browser.awaitText("reached", "Nothing of none.csv was recorded: The first line is no user id");
        }
    }

    @Test
    void whoWasNotWrittenToIsListedAndExportedAlike() {
        long id = Campaigns.create(client, "Not yet");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id + "&tab=recipients&outcome=open").awaitText("recipients:table", "of 250");
            assertThat(browser.text("recipients:nOpen")).isEqualTo("250");
            assertThat(exported(browser)).hasSize(251);
            client.update(id, "{\"limit\":30}");
            browser.awaitText("recipients:nOpen", "30");
            browser.go("/campaign?id=" + id + "&tab=recipients&outcome=open")
                    .awaitText("recipients", "The limit is 30: 30 more are written to.");
        }
    }

    @Test
    void aCopyIsWrittenOnAndADraftIsDeletedForGood() {
        long id = Campaigns.create(client, "Once more");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id).click("campaign:more");
            assertThat(browser.barriers()).isEmpty();
            browser.click("campaign:clone");
            browser.awaitText("answer:said", "This is “Copy of Campaign ");
            assertThat(browser.run("return location.pathname").toString()).endsWith("/editor");
            browser.go("/campaign?id=" + id).click("campaign:more");
            browser.click("campaign:delete");
            browser.await("the question", it -> it.shows("ask:no"));
            browser.click("ask:no");
            browser.await("the focus to come back", it -> "campaign:more".equals(focused(it)));
            browser.click("campaign:more");
            browser.click("campaign:delete");
            browser.click("ask:yes");
            browser.awaitText("answer:said", "is deleted");
            assertThat(browser.run("return location.pathname")).isEqualTo("/");
        }
        assertThat(UiServer.get().statusOf("/campaign?id=" + id)).isEqualTo(404);
    }

    @Test
    void theKeyboardStopsAndResumesAfterAQuestion() {
        client.execute(905, "keys", "Hello", ",\"sleep_time\":5");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=905").await("the button", it -> it.shows("campaign:stop"));
            browser.press("r");
            browser.press("?");
            browser.awaitText("help", "stop the campaign");
            browser.press(Keys.ESCAPE);
            browser.await("the help to go", it -> !it.shows("helpDialog"));
            browser.press("s");
            browser.await("the question", it -> it.shows("ask:yes"));
            browser.press("s");
            browser.click("ask:yes");
            browser.awaitText("answer:said", "stopped");
            browser.await("the way on", it -> it.shows("campaign:resume"));
            browser.press("r");
            browser.awaitText("question", "Resume");
            browser.click("ask:no");
        }
        client.stop(905);
    }

    private static Object focused(Browser browser) {
        return browser.run("return document.activeElement.id");
    }

    @Test
    void anUnknownCampaignIsSaidToBe() {
        assertThat(UiServer.get().statusOf("/campaign?id=987654321")).isEqualTo(404);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            assertThat(browser.go("/campaign?id=987654321").title()).isEqualTo("No such campaign · Reprise");
        }
    }

    /** A campaign that is through with sixty people of a session of its own. */
    private long reached(Path directory) throws IOException {
        var csv = new StringBuilder("user_id,username,first_name\n");
        for (int guest = 1; guest <= 60; guest++) {
            csv.append(100_000 + guest).append(",guest_").append(guest).append(",=Guest\n");
        }
        client.importCsv("guests", Files.writeString(directory.resolve("guests.csv"), csv));
        long id = 880_001;
        client.execute(id, "guests", "Hello", ",\"sleep_time\":0");
        UiServer.get().await(() -> client.status(id).getString("status").equals("completed"));
        return id;
    }

    private static long rows(Browser browser) {
        return (long)
                browser.run("return document.querySelectorAll('#recipients\\\\:table_data > tr[data-ri]').length");
    }

    /** The lines that a press on the button would save, asked for with the page's own form. */
    private static List<String> exported(Browser browser) {
        var text = browser.run("""
                const form = new URLSearchParams(new FormData(document.getElementById('recipients')));
                form.set('recipients:export', 'recipients:export');
                const request = new XMLHttpRequest();
                request.open('POST', document.getElementById('recipients').action, false);
                request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
                request.send(form);
                return request.getResponseHeader('Content-Disposition').includes('attachment') && request.responseText;
                """);
        return text.toString().lines().toList();
    }
}
