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
            anna.go("/?edit=" + id).type("edit:message:text", "written by Anna");
            ben.go("/?edit=" + id).type("edit:message:text", "written by Ben");
            save(anna);
            ben.click("edit:save");
            ben.awaitText("edit", "Somebody else changed campaign " + id);
            assertThat(ben.text("edit")).contains("written by Anna", "written by Ben");
            assertThat(textOf(id)).isEqualTo("written by Anna");
            ben.click("edit:saveMine");
            ben.await("the dialog to close", it -> !it.shows("edit:cancel"));
            assertThat(textOf(id)).isEqualTo("written by Ben");
        }
    }

    @Test
    void whatCannotBeSentIsRefusedBesideTheFieldAndCancelChangesNothing() {
        long id = create("first");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).type("edit:message:text", " ");
            browser.type("edit:limit", "0");
            browser.click("edit:save");
            browser.awaitText("edit", "Enter a whole number from 1");
            browser.type("edit:limit", "7");
            browser.click("edit:save");
            browser.awaitText("edit", "at least one visible character");
            browser.click("edit:cancel");
            browser.await("the dialog to close", it -> !it.shows("edit:cancel"));
            assertThat(textOf(id)).isEqualTo("first");
            assertThat(client.data(id).getJsonObject("data").isNull("limit")).isTrue();
        }
    }

    @Test
    void saysWhenTheCampaignEndedMeanwhile() {
        long id = create("first");
        client.post("/campaigns/" + id + "/start", "");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).awaitText("edit:live", "Running");
            client.stop(id);
            browser.awaitText("edit:live", "The campaign is no longer running");
        }
    }

    private static void save(Browser browser) {
        browser.click("edit:save");
        browser.await("the dialog to close", it -> !it.shows("edit:save"));
    }

    private String textOf(long id) {
        return client.data(id).getJsonObject("data").getString("message");
    }

    /** A slow one, so that it runs for as long as a test needs it to. */
    private long create(String text) {
        return Campaigns.create(client, text);
    }
}
