package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** A message is filled for one contact after the other, before anything is sent, and told again afterwards. */
class PlaceholdersIT {
    private static final String TEXT = "new:message:text";

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void theEditorShowsWhatEachOneGetsAndWhoGetsNothing() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").choose("new:session", "demo");
            browser.awaitText("new:summary", "250");
            browser.type("new:name", "To each their own");
            browser.type(TEXT, "Dear {{ frist_name }} ");
            browser.awaitText("new:state", "first_name");
            browser.type(TEXT, "Dear {{ first_name ");
            browser.awaitText("new:message:flaw", "Line 1, character 6");

            browser.type(TEXT, "Dear ");
            browser.run("document.querySelector('[data-insert=\"{{ last_name }}\"]').click()");
            browser.awaitText("new:message:bubble", "Dear {{ last_name }}");
            browser.awaitText("new:state", "Saved");
            assertThat(browser.text("new:message:counter")).contains("At least 5 of 4,096");

            browser.click("new:next");
            browser.awaitText("new:trial", "As ");
            var first = (String) browser.run("return document.getElementById('new:recipient').value");
            assertThat(first).matches("\\d+");
            browser.click("new:next");
            browser.await(
                    "the next one",
                    it -> !first.equals(it.run("return document.getElementById('new:recipient').value")));
            browser.click("new:who");
            browser.awaitText("new:preflight", "nothing is known as “last_name”");
            browser.awaitText("new:preflight", "The longest text has");
            assertThat(browser.barriers()).isEmpty();

            browser.type("new:ruleLine", "is no rule");
            browser.click("new:next");
            browser.awaitText("new:trial", "In the rule, at");
            browser.type("new:ruleLine", "segment \"of nobody\"");
            browser.click("new:next");
            browser.awaitText("new:trial", "of nobody");
        }
    }

    @Test
    void programsAreToldTheSame() {
        var draft = """
                {"account_id": 1, "session": "demo", "name": "By a program",
                 "message": "Hi {{ first_name }}{% if last_name == blank %}{% skip \\"no last name\\" %}{% endif %}",
                 "limit": 20, "sleep_time": 0}""";
        var made = client.exchange("POST", "/campaigns", "application/json", BodyPublishers.ofString(draft));
        long id = RepriseClient.json(made).getJsonNumber("id").longValue();
        var preflight = client.post("/campaigns/" + id + "/preflight", "");
        var placeholders = preflight.getJsonObject("placeholders");
        assertThat(placeholders.getInt("looked_at")).isEqualTo(250);
        var skipped = placeholders.getJsonArray("left_out").getJsonObject(0);
        assertThat(skipped.getString("reason")).isEqualTo("skipped");
        assertThat(skipped.getString("detail")).isEqualTo("no last name");
        assertThat(skipped.getInt("people")).isBetween(30, 130);

        var sample = skipped.getJsonArray("sample").getJsonObject(0).getString("user_id");
        assertThat(preview(id, sample).getJsonObject("left_out").getString("sentence"))
                .contains("the text skips them (no last name)");
        var other = placeholders.getString("longest_for");
        var wanted = preview(id, other);
        assertThat(wanted.getString("text")).startsWith("Hi ");

        client.post("/campaigns/" + id + "/start", "");
        UiServer.get().await(() -> client.status(id).getString("status").equals("completed"));
        for (var user : client.sentUsers(id)) {
            var why = client.get("/campaigns/" + id + "/recipients/" + user + "/why");
            assertThat(why.getString("text")).isEqualTo(preview(id, user).getString("text"));
            assertThat(client.get("/sandbox/demo/inbox/" + user).toString()).contains(why.getString("text"));
        }
        assertThat(client.get("/campaigns/" + id + "/logs").toString()).contains("the text skips them: no last name");
    }

    private JsonObject preview(long campaign, String user) {
        return client.post("/campaigns/" + campaign + "/preview", "{\"user_id\": " + user + "}");
    }
}
