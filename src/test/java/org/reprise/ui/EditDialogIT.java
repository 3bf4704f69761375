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
