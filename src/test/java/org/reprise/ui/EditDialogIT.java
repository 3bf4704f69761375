package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

class EditDialogIT {
    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void whoSavesSecondSeesBothTextsAndChooses() {
        long id = create("first");
        try (var anna = Browser.open(UiServer.get().baseUri());
                var ben = Browser.open(UiServer.get().baseUri())) {
            anna.go("/?edit=" + id).type("dialog:message:text", "written by Anna");
            ben.go("/?edit=" + id).type("dialog:message:text", "written by Ben");
            save(anna);
            ben.click("dialog:save");
            ben.awaitText("dialog", "Somebody else changed campaign " + id);
            assertThat(ben.text("dialog")).contains("written by Anna", "written by Ben");
            assertThat(textOf(id)).isEqualTo("written by Anna");
            ben.click("dialog:saveMine");
            ben.await("the dialog to close", it -> !it.shows("dialog:cancel"));
            assertThat(textOf(id)).isEqualTo("written by Ben");
        }
    }

    @Test
    void whoSavesSecondSeesWhatElseDiffersAndChooses() {
        long id = create("first");
        try (var ben = Browser.open(UiServer.get().baseUri())) {
            ben.go("/?edit=" + id).awaitText("dialog:message:bubble", "first");
            update(
                    id,
                    "{\"attachment\":{\"type\":\"photo\",\"url\":\"https://example.org/a.jpg\"},"
                            + "\"buttons\":[[{\"label\":\"Shop\",\"url\":\"https://example.org/\"}]],"
                            + "\"silent\":true,\"protect\":true}");
            ben.type("dialog:limit", "7");
            ben.click("dialog:save");
            ben.awaitText("dialog", "Somebody else changed campaign " + id);
            assertThat(ben.text("dialog"))
                    .contains(
                            "Attachment: Photo https://example.org/a.jpg",
                            "Attachment: none",
                            "Buttons: Shop (https://example.org/)",
                            "Buttons: none",
                            "Arrives without a sound",
                            "Arrives with a sound",
                            "Cannot be forwarded or saved",
                            "Can be forwarded and saved")
                    .doesNotContain("Name: none", "Format: Plain text");
            assertThat(ben.barriers()).isEmpty();
            ben.click("dialog:takeTheirs");
            ben.awaitText("dialog:message:bubble", "Shop");
            ben.type("dialog:limit", "7");
            ben.click("dialog:save");
            ben.await("the dialog to close", it -> !it.shows("dialog:cancel"));
        }
        var data = client.data(id).getJsonObject("data");
        assertThat(data.getInt("limit")).isEqualTo(7);
        assertThat(data.getBoolean("silent")).isTrue();
        assertThat(data.getJsonObject("attachment").getString("url")).isEqualTo("https://example.org/a.jpg");
    }

    @Test
    void whoSavesTheirsOverItTakesAwayWhatTheOtherAttached() {
        long id = create("first");
        try (var ben = Browser.open(UiServer.get().baseUri())) {
            ben.go("/?edit=" + id).awaitText("dialog:message:bubble", "first");
            update(id, "{\"silent\":true}");
            ben.type("dialog:limit", "7");
            ben.click("dialog:save");
            ben.awaitText("dialog", "Arrives without a sound");
            ben.click("dialog:saveMine");
            ben.await("the dialog to close", it -> !it.shows("dialog:cancel"));
        }
        assertThat(client.data(id).getJsonObject("data").getBoolean("silent")).isFalse();
    }

    private void update(long id, String members) {
        assertThat(client.post("/update_campaign/" + id, members).getString("status"))
                .isEqualTo("updated");
    }

    @Test
    void whatCannotBeSentIsRefusedBesideTheFieldAndCancelChangesNothing() {
        long id = create("first");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).type("dialog:message:text", " ");
            browser.type("dialog:limit", "0");
            browser.click("dialog:save");
            browser.awaitText("dialog", "Enter a whole number from 1");
            browser.type("dialog:limit", "7");
            browser.click("dialog:save");
            browser.awaitText("dialog", "at least one visible character");
            browser.click("dialog:cancel");
            browser.await("the dialog to close", it -> !it.shows("dialog:cancel"));
            assertThat(textOf(id)).isEqualTo("first");
            assertThat(client.data(id).getJsonObject("data").isNull("limit")).isTrue();
        }
    }

    @Test
    void saysWhenTheCampaignEndedMeanwhile() {
        long id = create("first");
        client.post("/campaigns/" + id + "/start", "");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).awaitText("dialog:live", "Running");
            client.stop(id);
            browser.awaitText("dialog:live", "The campaign is no longer running");
        }
    }

    private static void save(Browser browser) {
        browser.click("dialog:save");
        browser.await("the dialog to close", it -> !it.shows("dialog:save"));
    }

    private String textOf(long id) {
        return client.data(id).getJsonObject("data").getString("message");
    }

    /** A slow one, so that it runs for as long as a test needs it to. */
    private long create(String text) {
        return Campaigns.create(client, text);
    }
}
