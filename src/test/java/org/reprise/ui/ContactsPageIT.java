package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** The contacts: brought in, found, and left alone. */
class ContactsPageIT {
    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @TempDir
    private Path directory;

    @Test
    void aFileWithGoodAndBadRowsIsImportedAndItsBadOnesAreTold() throws IOException {
        try (var browser = contactsOf("import-page")) {
            upload(browser, "user_id,username,first_name\n501,zoe,Zoë\nabc,bad,Bad\n502,ivan,Иван\n501,again,Again\n");
            browser.awaitText("import:job", "2 new, 0 updated, 2 left out");
            browser.awaitText("contacts:table", "Zoë");
            browser.run("document.querySelector('#import\\\\:job details').open = true");
            browser.awaitText("import:job", "user_id must be a whole number");
            browser.type("contacts:search", "ив");
            browser.await("Иван alone", it -> !it.text("contacts:table").contains("Zoë"));
            assertThat(browser.text("contacts:table")).contains("Иван").contains("@ivan");
        }
    }

    @Test
    void theWayOfAFileToTheServerIsShownAsWell() throws IOException {
        try (var browser = contactsOf("slow-line").uploadAt(100_000)) {
            browser.run("""
                    window.widths = [];
                    const bar = document.querySelector('#transfer [role=progressbar]');
                    new MutationObserver(() => document.getElementById('transfer').hidden
                        || widths.push(Number(bar.getAttribute('aria-valuenow')))).observe(bar, {attributes: true});
                    """);
            upload(browser, "user_id,first_name\n" + "1,x\n".repeat(75_000));
            browser.awaitText("import:job", "left out");
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
            browser.awaitText("import:job", "was not imported: The first line names no column user_id");
        }
    }

    @Test
    void whoIsOptedOutIsSeenToBeAndNoLongerWrittenTo() throws IOException {
        try (var browser = contactsOf("opt-out")) {
            browser.click("contacts:table:0:optOut");
            browser.awaitText("optout", "First gets no more messages");
            browser.click("optout:yes");
            browser.awaitText("contacts:table", "Opted out");
            client.execute(880_002, "opt-out", "Hello", ",\"sleep_time\":0");
            UiServer.get()
                    .await(() -> client.status(880_002).getString("status").equals("completed"));
            assertThat(client.status(880_002).getInt("total_recipients")).isZero();
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
            browser.choose("new:startSide", "after");
            browser.run("const field = document.getElementById('new:start'); field.value = '2026-01-16T08:00';"
                    + "field.dispatchEvent(new Event('change', {bubbles: true}))");
            browser.awaitText("new:audience", "1 recipients");
        }
    }

    private Browser contactsOf(String session) throws IOException {
        var first = "user_id,first_name\n" + Math.abs(session.hashCode()) + ",First\n";
        client.importCsv(session, Files.writeString(directory.resolve("first.csv"), first));
        return Browser.open(UiServer.get().baseUri()).go("/contacts?session=" + session);
    }

    private void upload(Browser browser, String csv) throws IOException {
        browser.attach("import:file", Files.writeString(directory.resolve("people.csv"), csv));
        browser.click("import:go");
    }
}
