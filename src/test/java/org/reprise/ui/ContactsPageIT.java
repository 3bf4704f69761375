package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** The contacts: brought in, found, and left alone. */
class ContactsPageIT {
    private static final Path FILES = Path.of("src/test/resources/org/reprise/audience/files");

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @TempDir
    private Path directory;

    @Test
    void aFileWithGoodAndBadRowsIsImportedAndItsBadOnesAreTold() throws IOException {
        try (var browser = contactsOf("import-page")) {
            upload(browser, "user_id,username,first_name\n501,zoe,Zoë\nabc,bad,Bad\n502,ivan,Иван\n501,again,Again\n");
            browser.click("import:start");
            browser.awaitText("import:job", "2 new, 0 updated, 2 left out");
            browser.awaitText("answer:said", "2 people imported into import-page");
            browser.awaitText("contacts:table", "Zoë");
            browser.awaitText("head:total", "People of import-page: 3");
            browser.run("document.querySelector('#import\\\\:job details').open = true");
            browser.awaitText("import:job", "user_id must be a whole number");
            assertThat(browser.barriers()).isEmpty();
            var leftOut = browser.download("import:leftOut");
            assertThat(leftOut)
                    .contains("line,reason,user_id,username,first_name")
                    .contains("abc,bad,Bad");
            closeDrawer(browser, "importDrawer");
            assertThat(browser.run("return document.activeElement.id")).isEqualTo("head:import");
            browser.type("contacts:search", "ив");
            browser.await("Иван alone", it -> !it.text("contacts:table").contains("Zoë"));
            assertThat(browser.text("contacts:table")).contains("Иван").contains("@ivan");
        }
    }

    @Test
    void theFileIsShownAsItIsReadBeforeAnybodyIsImported() throws IOException {
        try (var browser = contactsOf("import-look", "Europe/Berlin")) {
            upload(
                    browser,
                    "Kundennummer;Rufname;last_message_at;Stadt\n601;Zoë;15.01.2026 10:00;Köln\n602;Ann;;Bonn, Rhein\n");
            browser.awaitText("import:look", "people.csv: UTF-8, separated by semicolons, 4 columns");
            browser.awaitText("import:look", "Bonn, Rhein");
            browser.awaitText("import:look", "Times without an offset are taken in your zone, Europe/Berlin");
            browser.awaitText("import:ready", "No column says who it is");
            assertThat(browser.isEnabled("import:start")).isFalse();
            assertThat(browser.barriers()).isEmpty();
            browser.choose("import:column:0:holds", "User id");
            browser.await("it can be imported", it -> it.isEnabled("import:start"));
            browser.choose("import:column:1:holds", "First name");
            assertThat(browser.text("import:start")).isEqualTo("Import for import-look");
            browser.click("import:start");
            browser.awaitText("import:job", "2 new, 0 updated, 0 left out");
            browser.awaitText("import:job", "Columns that were not imported: Stadt");
            browser.awaitText("contacts:table", "Zoë");
            browser.awaitText("contacts:table", "1/15/26, 10:00");
        }
    }

    @Test
    void aFileOfAnotherEncodingAsksForIt() throws IOException {
        try (var browser = contactsOf("import-encoding")) {
            browser.click("head:import");
            browser.await("the drawer", it -> it.shows("import:into"));
            browser.attach(
                    "import:file",
                    Files.write(
                            directory.resolve("people.csv"),
                            "user_id,first_name\n701,Łukasz\n".getBytes("windows-1250")));
            browser.awaitText("import:look", "people.csv is not UTF-8. How is it encoded?");
            assertThat(browser.isEnabled("import:start")).isFalse();
            browser.choose("import:encoding", "Western European (windows-1252)");
            browser.awaitText("import:look", "£ukasz");
            browser.choose("import:encoding", "Central European (windows-1250)");
            browser.awaitText("import:look", "Łukasz");
            browser.click("import:start");
            browser.awaitText("contacts:table", "Łukasz");
        }
    }

    @Test
    void filesAsPeopleHaveThemAreImportedWhole() throws IOException {
        var people = Map.ofEntries(
                Map.entry("semicolon.csv", 1),
                Map.entry("bom-quoted.csv", 1),
                Map.entry("sep-line.csv", 1),
                Map.entry("utf16-excel-unicode.txt", 1),
                Map.entry("cp1252.csv", 2),
                Map.entry("trailing-empty.csv", 2),
                Map.entry("short-rows.csv", 3),
                Map.entry("blank-rows.csv", 2),
                Map.entry("headers-space.csv", 1),
                Map.entry("decimal.csv", 2),
                Map.entry("formula.csv", 3),
                Map.entry("dates.csv", 8));
        try (var browser = contactsOf("import-files")) {
            browser.click("head:import");
            for (var file : people.entrySet()) {
                browser.await("the drawer", it -> it.shows("import:into"));
                browser.attach("import:file", FILES.resolve(file.getKey()));
                browser.awaitText("import:look", file.getKey());
                if (file.getKey().equals("cp1252.csv")) {
                    browser.choose("import:encoding", "Western European (windows-1252)");
                    browser.awaitText("import:look", "José");
                }
                browser.await("it can be imported", it -> it.isEnabled("import:start"));
                browser.click("import:start");
                browser.awaitText("import:job", file.getKey() + ": " + file.getValue() + " new, 0 updated, 0 left out");
            }
        }
    }

    @Test
    void whoThinksBetterOfItImportsNobody() throws IOException {
        try (var browser = contactsOf("import-cancel")) {
            upload(browser, "user_id\n801\n");
            browser.click("import:cancel");
            browser.await("the file is forgotten", it -> it.text("import:look").isEmpty());
            assertThat(browser.text("contacts:table")).doesNotContain("801");
        }
    }

    /** Where a server limits uploads, 2 MiB is a common limit. */
    @Test
    void aFileOfTenMegabytesIsImportedLikeAnyOther() throws IOException {
        try (var browser = contactsOf("import-large")) {
            var row = ",Anna,\"" + "x".repeat(170) + "\"\n";
            var file = new StringBuilder("user_id,first_name,last_name\n");
            for (int id = 1_000_001; file.length() < 10_000_000; id++) {
                file.append(id).append(row);
            }
            upload(browser, file.toString());
            browser.awaitText("import:look", "separated by commas, 3 columns");
            browser.click("import:start");
            UiServer.get().await(() -> browser.text("import:job").contains("new, 0 updated, 0 left out"));
        }
    }

    @Test
    void theWayOfAFileToTheServerIsShownAsWell() throws IOException {
        try (var browser = contactsOf("slow-line").uploadAt(100_000)) {
            browser.click("head:import");
            browser.await("the drawer", it -> it.shows("import:into"));
            browser.run("""
                    window.widths = [];
                    const bar = document.querySelector('#transfer [role=progressbar]');
                    new MutationObserver(() => document.getElementById('transfer').hidden
                        || widths.push(Number(bar.getAttribute('aria-valuenow')))).observe(bar, {attributes: true});
                    """);
            attach(browser, "user_id,first_name\n" + "1,x\n".repeat(75_000));
            browser.awaitText("import:look", "2 columns");
            assertThat(browser.run("return widths.some(each => each > 0 && each < 100)"))
                    .as(browser.run("return JSON.stringify(widths)").toString())
                    .isEqualTo(true);
            assertThat(browser.shows("transfer")).isFalse();
        }
    }

    @Test
    void aFileThatIsNoContactsFileIsRefusedInWords() throws IOException {
        try (var browser = contactsOf("import-refused")) {
            upload(browser, "name\nZoë\n");
            browser.awaitText("import:look", "No column says who it is");
            attach(browser, " \n,,\n");
            browser.awaitText("import", "people.csv was not imported: The file is empty.");
        }
    }

    @Test
    void whoIsOptedOutIsSeenToBeAndNoLongerWrittenTo() throws IOException {
        try (var browser = contactsOf("opt-out")) {
            open(browser, 0);
            browser.click("contact:optOut");
            browser.awaitText("optout", "First gets no more messages");
            browser.click("optout:yes");
            browser.awaitText("contacts:table", "Opted out");
            browser.awaitText("answer:said", "First gets no more messages");
            browser.awaitText("contact", "Noted by an operator.");
            assertThat(browser.has("contact:optOut")).isFalse();
            browser.run("document.querySelector('[data-undo=optout]').click()");
            browser.awaitText("answer:said", "The opt-out is taken back");
            browser.await("the way to opt them out", it -> it.shows("contact:optOut"));
            browser.click("contact:optOut");
            browser.click("optout:yes");
            browser.awaitText("contact", "Noted by an operator.");
            client.execute(880_002, "opt-out", "Hello", ",\"sleep_time\":0");
            UiServer.get()
                    .await(() -> client.status(880_002).getString("status").equals("completed"));
            assertThat(client.status(880_002).getInt("total_recipients")).isZero();
        }
    }

    @Test
    void aContactIsErasedAfterAQuestionAndTheirRecordIsAFile() throws IOException {
        try (var browser = contactsOf("erase")) {
            open(browser, 0);
            var record = browser.run("return document.querySelector('a[download]').getAttribute('href')");
            assertThat(client.get(String.valueOf(record))
                            .getJsonObject("contact")
                            .getString("first_name"))
                    .isEqualTo("First");
            browser.click("contact:erase");
            browser.awaitText("erasing", "First is taken out of the contacts of this sender");
            assertThat(browser.barriers()).isEmpty();
            browser.click("erasing:yes");
            browser.await("nobody is left", it -> !it.text("contacts:table").contains("First"));
            browser.awaitText("answer:said", "First was erased from the contacts of erase");
            browser.await("the drawer to close", it -> !it.shows("contactDrawer"));
        }
    }

    @Test
    void aContactOpensBesideTheListWithAllThatWasSentToThem() throws IOException {
        var people = "user_id,username,first_name,opted_in_at,opt_in_source\n921,zoe,Zoë,2026-01-15T10:00:00Z,Fair\n";
        client.importCsv("drawer", Files.writeString(directory.resolve("drawer.csv"), people));
        client.execute(880_004, "drawer", "Hello", ",\"sleep_time\":0");
        UiServer.get().await(() -> client.status(880_004).getString("status").equals("completed"));
        try (var browser = Browser.open(UiServer.get().baseUri()).in("UTC").go("/contacts?session=drawer")) {
            open(browser, 0);
            browser.awaitText("contact", "@zoe");
            assertThat(browser.text("contact")).contains("Fair", "Jan 15, 2026", "Campaign 880004", "revision 1");
            assertThat(browser.run("return document.querySelector('.timeline a').getAttribute('href')"))
                    .isEqualTo("/campaign?id=880004");
            assertThat(browser.barriers()).isEmpty();
            assertThat(browser.run("return location.search")).isEqualTo("?session=drawer&person=921");
            closeDrawer(browser, "contactDrawer");
            assertThat(browser.run("return location.search")).isEqualTo("?session=drawer");
            assertThat(browser.run("return document.activeElement.dataset.person"))
                    .isEqualTo("921");
            browser.go("/contacts?person=921&of=drawer").awaitText("contact", "Fair");
        }
    }

    @Test
    void thePeopleOfAllSendersAreAListAndFiltersHaveTheirNumbers() throws IOException {
        var people = "user_id,first_name,opted_out\n931,Ann,\n932,Bob,yes\n933,Eva,\n";
        client.importCsv("filters", Files.writeString(directory.resolve("filters.csv"), people));
        try (var browser = Browser.open(UiServer.get().baseUri()).go("/contacts?session=filters")) {
            assertThat(browser.text("contacts:chips")).contains("All 3", "Reachable 2", "Opted out 1");
            browser.run("document.querySelectorAll('.chips a')[2].click()");
            browser.awaitText("head:total", "People of filters: 1");
            assertThat(browser.text("contacts:table")).contains("Bob").doesNotContain("Ann");
            browser.go("/contacts?session=filters&show=reachable");
            assertThat(browser.text("contacts:table")).contains("Ann", "Eva").doesNotContain("Bob");
            browser.type("contacts:search", "Eva");
            browser.awaitText("contacts:chips", "Reachable 1");
            browser.await(
                    "the address",
                    it -> it.run("return location.search").equals("?session=filters&show=reachable&q=Eva"));
            browser.go("/contacts?q=Eva").awaitText("contacts:table", "filters");
            assertThat(browser.text("head:total")).contains("senders");
        }
    }

    @Test
    void aRecognisedColumnCanBeReadAsSomethingElseOrPassedOver() throws IOException {
        try (var browser = contactsOf("import-remap")) {
            upload(browser, "user_id,first_name,Rufname\n941,Wrong,Right\n");
            browser.awaitText("import:look", "Right");
            browser.choose("import:column:2:holds", "First name");
            browser.await(
                    "the other one is passed over",
                    it -> it.run("return document.getElementById('import:column:1:holds').value")
                            .equals(""));
            browser.choose("import:column:0:holds", "Not imported");
            browser.awaitText("import:ready", "No column says who it is");
            browser.choose("import:column:0:holds", "User id");
            browser.await("it can be imported", it -> it.isEnabled("import:start"));
            browser.click("import:start");
            browser.awaitText("import:job", "1 new, 0 updated, 0 left out");
            browser.awaitText("import:job", "Columns that were not imported: first_name");
            browser.awaitText("contacts:table", "Right");
        }
    }

    @Test
    void whoOptedOutByTheFileIsShownAndNotWrittenTo() throws IOException {
        try (var browser = contactsOf("import-optout")) {
            upload(browser, "user_id,first_name,abgemeldet,Sperre\n811,Zoë,ja,\n812,Ann,,x\n813,Bob,nein,0\n");
            browser.awaitText("import:look", "Opted out");
            browser.choose("import:column:3:holds", "Opted out");
            browser.click("import:start");
            browser.awaitText("import:job", "3 new, 0 updated, 0 left out");
            browser.awaitText("import:job", "2 opted out by the file: no campaign of this account writes to them.");
            assertThat(browser.text("import:job")).doesNotContain("Columns that were not imported");
            browser.awaitText("contacts:table", "Opted out");
            assertThat(browser.barriers()).isEmpty();
            client.execute(880_003, "import-optout", "Hello", ",\"sleep_time\":0");
            UiServer.get()
                    .await(() -> client.status(880_003).getString("status").equals("completed"));
            // Bob, and the one whom the session had before
            assertThat(client.status(880_003).getInt("total_recipients")).isEqualTo(2);
        }
    }

    @Test
    void timesAreThoseOfTheOperatorsZone() throws IOException {
        var people = "user_id,first_message_at\n901,2026-01-15T23:30:00Z\n902,2026-01-15T22:30:00Z\n";
        client.importCsv("zones", Files.writeString(directory.resolve("zones.csv"), people));
        try (var browser = Browser.open(UiServer.get().baseUri()).in("Asia/Tokyo")) {
            browser.go("/contacts?session=zones").awaitText("contacts:table", "1/16/26, 8:30");
            browser.go("/editor").choose("new:session", "zones");
            browser.awaitText("new:audience", "2 recipients");
            browser.choose("new:chat_start_time_cmp", "after");
            browser.run(
                    "const field = document.getElementById('new:chat_start_time'); field.value = '2026-01-16T08:00';"
                            + "field.dispatchEvent(new Event('change', {bubbles: true}))");
            browser.awaitText("new:audience", "1 recipients");
        }
    }

    private Browser contactsOf(String session) throws IOException {
        return contactsOf(session, "UTC");
    }

    private Browser contactsOf(String session, String zone) throws IOException {
        var first = "user_id,first_name\n" + Math.abs(session.hashCode()) + ",First\n";
        client.importCsv(session, Files.writeString(directory.resolve("first.csv"), first));
        return Browser.open(UiServer.get().baseUri()).in(zone).go("/contacts?session=" + session);
    }

    private static void open(Browser browser, int row) {
        browser.run("document.querySelectorAll('a[data-person]')[" + row + "].focus()");
        browser.run("document.activeElement.click()");
        browser.await("the contact", it -> it.shows("contact"));
    }

    private static void closeDrawer(Browser browser, String drawer) {
        browser.run("document.querySelector('#" + drawer + " .ui-dialog-titlebar-close').click()");
        browser.await("it to close", it -> !it.shows(drawer));
        browser.await(
                "the focus to go back",
                it -> !it.run("return document.activeElement.tagName").equals("BODY"));
    }

    private void upload(Browser browser, String csv) throws IOException {
        browser.click("head:import");
        browser.await("the drawer", it -> it.shows("import:into"));
        attach(browser, csv);
    }

    private void attach(Browser browser, String csv) throws IOException {
        browser.attach("import:file", Files.writeString(directory.resolve("people.csv"), csv));
    }
}
