package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

class MessageFormatIT {
    private static final String HTML = "Telegram’s HTML: <b>bold</b>, <a href=\"…\">link</a>";

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void thePreviewShowsTheTextAsItArrivesAndSaysWhatIsWrong() {
        long id = Campaigns.create(client, "<b>Hello</b> <i>you</i>");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?edit=" + id).awaitText("dialog:message:bubble", "<b>Hello</b>");
            browser.choose("dialog:message:format", HTML);
            browser.awaitText("dialog:message:counter", "9 of 4,096");
            assertThat(browser.text("dialog:message:bubble")).isEqualTo("Hello you");
            browser.type("dialog:message:text", "<b>Hello</b> <img src=x onerror=alert(1)>");
            browser.awaitText("dialog:message:flaw", "the tag img at character 14");
            assertThat(browser.text("dialog:message:bubble")).contains("<img src=x onerror=alert(1)>");
            browser.click("dialog:save");
            browser.awaitText("dialog:message:refused", "the tag img at character 14");
            browser.type("dialog:message:text", "a&nbsp;b");
            browser.awaitText("dialog:message:hints", "&nbsp; at character 2 stays as it is written");
            assertThat(browser.text("dialog:message:bubble")).isEqualTo("a&nbsp;b");
            browser.type("dialog:message:text", "<b>Hello</b> again");
            browser.await("no hint", it -> it.text("dialog:message:hints").isEmpty());
            browser.awaitText("dialog:message:counter", "11 of 4,096");
            assertThat(browser.barriers()).isEmpty();
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:save"));
        }
        var data = client.data(id).getJsonObject("data");
        assertThat(data.getString("message")).isEqualTo("<b>Hello</b> again");
        assertThat(data.getString("format")).isEqualTo("html");
    }

    @Test
    void answersTellWhatLooksLikeASlip() {
        var created = RepriseClient.json(client.exchange(
                "POST",
                "/campaigns",
                "application/json",
                BodyPublishers.ofString("{\"account_id\":1,\"session\":\"hints\",\"message_text\":\"a **bold**\","
                        + "\"format\":\"markdown\"}")));
        var hint = created.getJsonArray("hints").getJsonObject(0);
        assertThat(hint.getInt("position")).isEqualTo(3);
        assertThat(hint.getString("hint")).startsWith("** at character 3 marks nothing.");
        var updated = client.update(created.getInt("id"), "{\"message\":\"a *bold*\"}");
        assertThat(updated.containsKey("hints")).isFalse();
    }
}
