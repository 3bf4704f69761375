package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** What comes with a message, in the panel below its text. */
class MessageExtrasIT {
    private static final String MORE = "dialog:message:more";
    private static final String ADD = "dialog:message:add";
    private static final String LABEL = "dialog:message:button:%d:label";
    private static final String URL = "dialog:message:button:%d:url";

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void aPhotoButtonsAndSilenceAreEnteredSeenAndKept() {
        long id = Campaigns.create(client, "Hello");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).awaitText("dialog:message:bubble", "Hello");
            open(browser);
            browser.choose("dialog:message:kind", "Photo");
            browser.awaitText("dialog:message:counter", "of 1,024");
            browser.type("dialog:message:url", "https://example.org/a.jpg");
            add(browser, 0, "Shop");
            add(browser, 1, "Map");
            browser.click("dialog:message:button:1:beside");
            browser.awaitText("dialog:message:bubble", "Map");
            browser.click("dialog:message:silent");
            assertThat(browser.barriers()).isEmpty();
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:save"));

            browser.go("/?edit=" + id).awaitText("dialog:message:bubble", "Map");
            assertThat(browser.shows("dialog:message:kind"))
                    .as("what is used is open")
                    .isTrue();
            browser.click("dialog:message:button:0:remove");
            browser.await("it is gone", it -> !it.text("dialog:message:bubble").contains("Shop"));
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:save"));
        }
        var data = data(id);
        assertThat(data.getJsonObject("attachment").getString("type")).isEqualTo("photo");
        assertThat(data.getJsonObject("attachment").getString("url")).isEqualTo("https://example.org/a.jpg");
        assertThat(data.get("buttons")).hasToString("[[{\"label\":\"Map\",\"url\":\"https://example.org/1\"}]]");
        assertThat(data.getBoolean("silent")).isTrue();
        assertThat(data.getBoolean("protect")).isFalse();
    }

    @Test
    void aFileIsUploadedAndCanBeTakenBack(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("prices.pdf"), "a list of prices");
        long id = Campaigns.create(client, "Hello");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).awaitText("dialog:message:bubble", "Hello");
            open(browser);
            browser.choose("dialog:message:kind", "Document");
            browser.await("the field for files", it -> it.has("dialog:message:upload_input"));
            browser.attach("dialog:message:upload_input", file);
            browser.awaitText("dialog:message:attachment", "prices.pdf");
            browser.awaitText("dialog:message:bubble", "prices.pdf");
            browser.click("dialog:message:dropFile");
            browser.await("the field for files again", it -> it.has("dialog:message:upload_input"));
            browser.attach("dialog:message:upload_input", file);
            browser.awaitText("dialog:message:attachment", "prices.pdf");
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:save"));
        }
        var attachment = data(id).getJsonObject("attachment");
        assertThat(attachment.getString("name")).isEqualTo("prices.pdf");
        assertThat(attachment.getString("file")).hasSize(64);
    }

    @Test
    void anAddressThatTelegramWouldRefuseIsSaid() {
        long id = Campaigns.create(client, "Hello");
        try (var browser = Browser.open(UiServer.get().baseUri(), "de-DE", 1280, 900)) {
            browser.go("/?edit=" + id).awaitText("dialog:message:bubble", "Hello");
            open(browser);
            browser.choose("dialog:message:kind", "Foto");
            browser.type("dialog:message:url", "http://example.org/a.jpg");
            browser.click("dialog:save");
            browser.awaitText("dialog", "muss mit https:// beginnen");
        }
        assertThat(data(id).isNull("attachment")).isTrue();
    }

    private static void open(Browser browser) {
        browser.run("document.querySelector('[id=\"" + MORE + "\"] legend').click()");
        browser.await("the panel", it -> it.shows("dialog:message:kind"));
    }

    private static void add(Browser browser, int place, String label) {
        browser.click(ADD);
        browser.await("one more", it -> it.shows(LABEL.formatted(place)));
        browser.type(LABEL.formatted(place), label);
        browser.type(URL.formatted(place), "https://example.org/" + place);
    }

    private JsonObject data(long id) {
        return client.data(id).getJsonObject("data");
    }
}
