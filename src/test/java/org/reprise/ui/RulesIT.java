package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.TestReprise;

/**
 * Whom a campaign is for is chosen, written, saved as a segment, checked before the start and changed while it runs.
 */
class RulesIT {
    private static final String LINE = "new:ruleLine";

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    /** Persons 1 to 100. */
    private void people(String session, Path directory) throws IOException {
        people(session, 1, directory);
    }

    /** A hundred persons, of whom those with even ids speak German. */
    private void people(String session, int first, Path directory) throws IOException {
        var rows = IntStream.range(first, first + 100)
                .mapToObj(id -> id + ",P" + id + "," + (id % 2 == 0 ? "de" : "en"))
                .collect(Collectors.joining("\n"));
        client.importCsv(
                session, Files.writeString(directory.resolve("p.csv"), "user_id,first_name,language\n" + rows + "\n"));
    }

    @Test
    void conditionsAreChosenWrittenTakenAwayAndCheckedBeforeTheStart(@TempDir Path directory) throws IOException {
        people("rule-people", directory);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").choose("new:session", "rule-people");
            browser.awaitText("new:audience", "100 recipients");
            choose(browser, "new:", "Only people with", "language", "is", "new:ruleText", "de");
            browser.awaitText("new:audience", "50 recipients");
            assertThat(value(browser, LINE)).isEqualTo("language is \"de\"");
            choose(browser, "new:", "Never people with", "first name", "begins with", "new:ruleText", "P1");
            browser.awaitText("new:audience", "44 recipients");
            assertThat(value(browser, LINE)).isEqualTo("language is \"de\" except first_name begins with \"P1\"");
            assertThat(browser.text("new:ruleChips")).contains("language is “de”", "first name begins with “P1”");
            assertThat(browser.barriers()).isEmpty();

            browser.click("new:excluded:0:remove");
            browser.awaitText("new:audience", "50 recipients");
            // Enter takes nothing away; what is begun counts, though nobody added it
            browser.type("new:name", "By rules");
            browser.press(Keys.ENTER);
            browser.choose("new:ruleOperator", "is");
            browser.type("new:ruleText", "P2");
            browser.click("new:who");
            browser.awaitText("new:preflight", "never people with: first name is “P2”");
            assertThat(value(browser, LINE)).isEqualTo("language is \"de\" except first_name is \"P2\"");
            browser.type(LINE, "language is de");
            browser.awaitText("new:ruleWrong", "In the rule, at 13: “de” stands where one of these can");
            browser.type("new:message:text", "Hello");
            browser.awaitText("new:state", "Not saved: In the rule, at 13");
            browser.type(LINE, "language is \"de\" and not first_name is \"P2\"");
            browser.awaitText("new:audience", "49 recipients");
            browser.awaitText("new:state", "Saved");
            browser.click("new:who");
            browser.awaitText("new:preflight", "Of 100 contacts of the sender");
            assertThat(browser.text("new:preflight"))
                    .contains(
                            "49", "only people with: language is “de”", "never people with: first name is “P2”", "P2");
            assertThat(browser.barriers()).isEmpty();
            browser.click("new:go");
            browser.awaitText("ask", "Of 100 contacts of the sender");
            browser.click("ask:yes");
            browser.await("the list", it -> "/".equals(it.run("return location.pathname")));
        }
    }

    @Test
    void aSegmentIsMadeCountedUsedAndChanged(@TempDir Path directory) throws IOException {
        people("segment-people", directory);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=segment-people").click("head:segments");
            browser.await("the drawer", it -> it.shows("segments:name"));
            browser.choose("segments:sender", "segment-people");
            browser.awaitText("segments:counted", "100 selected");
            browser.type("segments:name", "German of pages");
            choose(browser, "segments:", "Only people with", "language", "is", "segments:ruleText", "de");
            browser.awaitText("segments:counted", "50 selected");
            assertThat(browser.barriers()).isEmpty();
            browser.click("segments:save");
            browser.awaitText("segments:all", "German of pages");

            long id = Campaigns.create(
                    client,
                    "segment-people",
                    ",\"message_text\":\"Hi\",\"name\":\"By segment\",\"rule_text\":\"segment \\\"German of pages\\\"\"");
            browser.go("/contacts?session=segment-people").click("head:segments");
            browser.await("the drawer", it -> it.shows("segments:name"));
            browser.click("segments:each:" + place(browser, "German of pages") + ":edit");
            browser.awaitText("segments", "Used by By segment (version 1)");
            browser.type("segments:ruleLine", "nobody");
            browser.awaitText("segments:counted", "0 selected");
            browser.click("segments:save");
            browser.awaitText("answer:said", "version 2");
            assertThat(client.get("/campaigns/" + id + "/data").getInt("total_recipients"))
                    .isEqualTo(50);
        }
    }

    /** Whatever closes the drawer asks first; what was left in it stands there again. */
    @Test
    void whatIsTypedInASegmentIsNotDroppedUnasked(@TempDir Path directory) throws IOException {
        people("guarded-people", directory);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=guarded-people").click("head:segments");
            browser.await("the drawer", it -> it.shows("segments:name"));
            assertThat(value(browser, "segments:sender")).as("that of the page").isEqualTo("guarded-people");
            browser.choose("segments:sender", "guarded-people");
            browser.awaitText("segments:counted", "100 selected");
            browser.press(Keys.ESCAPE);
            browser.await("nothing to be asked about", it -> !it.shows("segments:name"));

            browser.click("head:segments");
            browser.await("the drawer", it -> it.shows("segments:name"));
            browser.type("segments:name", "Guarded");
            browser.press(Keys.ESCAPE);
            browser.await("the question", it -> discards(it) == 1);
            assertThat(browser.barriers()).isEmpty();
            browser.run("document.querySelector('.discard .primary').click()");
            browser.await("to stay", it -> discards(it) == 0 && it.shows("segments:name"));
            browser.type("segments:ruleLine", "language is \"de\"");
            browser.awaitText("segments:counted", "50 selected");
            browser.run("document.getElementById('segmentsDrawer_modal').click()");
            browser.await("the question", it -> discards(it) == 1);
            browser.go("/contacts?session=guarded-people").click("head:segments");
            browser.await(
                    "it to be back",
                    it -> it.shows("segments:name")
                            && value(it, "segments:name").equals("Guarded"));
            browser.awaitText("segments:counted", "50 selected");
            assertThat(value(browser, "segments:name")).isEqualTo("Guarded");
            browser.click("segments:save");
            browser.awaitText("segments:all", "Guarded");
            browser.press(Keys.ESCAPE);
            browser.await("what is saved to be no reason to stay", it -> !it.shows("segments:name"));
        }
    }

    private static long discards(Browser browser) {
        return (Long) browser.run("return document.querySelectorAll('.discard').length");
    }

    private static long place(Browser browser, String name) {
        return (Long) browser.run(
                "return Array.from(document.querySelectorAll('#segments\\\\:all li'))"
                        + ".findIndex(each => each.textContent.includes(arguments[0]))",
                name);
    }

    @Test
    void whomARunningCampaignIsForIsChangedInItsDialog(@TempDir Path directory) throws IOException {
        people("running-people", directory);
        long id = Campaigns.create(
                client,
                "running-people",
                ",\"message_text\":\"Hi\",\"sleep_time\":1,\"rule_text\":\"language is \\\"de\\\"\"");
        client.post("/campaigns/" + id + "/start", "");
        TestReprise.await("some to have it", () -> client.processed(id) >= 1);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id + "&edit=" + id);
            browser.await("the dialog", it -> it.shows("dialog:ruleLine"));
            assertThat(value(browser, "dialog:ruleLine")).isEqualTo("language is \"de\"");
            browser.type("dialog:ruleLine", "language is de");
            browser.awaitText("dialog:ruleWrong", "In the rule, at 13");
            browser.click("dialog:save");
            browser.awaitText("dialog:ruleRefused", "In the rule, at 13");
            browser.type("dialog:ruleLine", "language is \"en\"");
            browser.await(
                    "it to be understood", it -> it.text("dialog:ruleWrong").isEmpty());
            assertThat(browser.barriers()).isEmpty();
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:ruleLine"));
            var before = sent(id);
            client.post("/campaigns/" + id + "/update", "{\"sleep_time\":0}");
            TestReprise.await(
                    "it to be through",
                    () -> client.status(id).getString("status").equals("completed"));
            assertThat(sent(id))
                    .filteredOn(user -> user % 2 == 0)
                    .isSubsetOf(before)
                    .hasSizeLessThan(50);
            assertThat(sent(id).stream().filter(user -> user % 2 == 1).count()).isGreaterThan(40);
            assertThat(sent(id)).doesNotHaveDuplicates();
        }
    }

    /** One number, of one rule: the changed one as soon as it is changed. */
    @Test
    void theFootOfTheDialogIsAboutTheRuleAsItIsWritten(@TempDir Path directory) throws IOException {
        people("foot-people", directory);
        long id = Campaigns.create(
                client,
                "foot-people",
                ",\"message_text\":\"Hi\",\"sleep_time\":1,\"rule_text\":\"language is \\\"de\\\"\"");
        client.post("/campaigns/" + id + "/start", "");
        TestReprise.await("some to have it", () -> client.processed(id) >= 1);
        client.stop(id);
        long begun = client.processed(id);
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + id + "&edit=" + id);
            browser.awaitText("dialog:recipients", "The remaining " + (50 - begun) + " get it");
            browser.type("dialog:ruleLine", "language is de");
            browser.awaitText("dialog:recipients", "Nobody can say yet");
            browser.type("dialog:ruleLine", "everybody");
            browser.awaitText("dialog:selected", "100 contacts selected by this");
            browser.awaitText("dialog:recipients", "With the changed conditions " + (100 - begun) + " get it");
            browser.type("dialog:limit", String.valueOf(begun + 7));
            browser.awaitText("dialog:recipients", "With the changed conditions 7 get it");
            browser.type("dialog:ruleLine", "nobody");
            browser.awaitText("dialog:recipients", "With the changed conditions nobody is left");
            browser.type("dialog:ruleLine", "language is \"de\"");
            browser.awaitText("dialog:recipients", "The remaining 7 get it");
        }
    }

    @Test
    void whomTheCapOfTheAccountHoldsBackIsWaitedForAndListed(@TempDir Path directory) throws IOException {
        // nobody whom another campaign of the account wrote to
        people("capped-people", 700_001, directory);
        long first = Campaigns.create(
                client, "capped-people", ",\"message_text\":\"Hi\",\"rule_text\":\"language is \\\"de\\\"\"");
        client.post("/campaigns/" + first + "/start", "");
        awaitStatus(first, "completed");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/settings?tab=account").type("account:capMessages", "1");
            browser.click("account:go");
            browser.awaitText("account", "Give both numbers, or leave both fields empty.");
            browser.type("account:capDays", "1000");
            browser.click("account:go");
            browser.awaitText("account", "The frequency cap takes 1 to 100 messages and 1 to 365 days.");
            browser.type("account:capDays", "7");
            browser.click("account:go");
            browser.awaitText("account", "Saved.");
            assertThat(browser.barriers()).isEmpty();
            assertThat(client.get("/account").getJsonObject("frequency_cap").toString())
                    .isEqualTo("{\"messages\":1,\"days\":7}");

            long second = Campaigns.create(client, "capped-people", ",\"message_text\":\"Hello\",\"name\":\"Second\"");
            // the sandbox refuses some, and what failed counts for no cap
            int reached = sent(first).size();
            assertThat(client.post("/campaigns/" + second + "/preflight", "")
                            .getJsonArray("left_out")
                            .toString())
                    .contains("\"reason\":\"capped\"", "\"people\":" + reached);
            client.post("/campaigns/" + second + "/start", "");
            TestReprise.await(
                    "it to wait",
                    () -> client.status(second).get("waiting_for").toString().equals("\"frequency cap\""));
            assertThat(sent(second)).hasSizeGreaterThan(40).doesNotContainAnyElementsOf(sent(first));
            int held = sent(first).get(0);
            var why = client.get("/campaigns/" + second + "/recipients/" + held + "/why");
            assertThat(why.getString("case")).isEqualTo("capped");
            assertThat(why.getJsonObject("facts").getInt("messages")).isEqualTo(1);

            browser.go("/campaign?id=" + second)
                    .awaitText("content", "had as many messages as the account’s cap allows");
            browser.go("/campaign?id=" + second + "&tab=recipients").click("recipients:held");
            browser.awaitText("recipients:held", String.valueOf(reached));
            browser.awaitText("recipients:table", "P" + held);
            assertThat(browser.barriers()).isEmpty();

            browser.go("/settings?tab=account").type("account:capMessages", "");
            browser.type("account:capDays", "");
            browser.click("account:go");
            browser.awaitText("account", "Saved.");
            awaitStatus(second, "completed");
            assertThat(sent(second)).contains(held).hasSizeGreaterThan(90).doesNotHaveDuplicates();
        } finally {
            client.post("/account/update", "{\"frequency_cap\":null}");
        }
    }

    private void awaitStatus(long id, String status) {
        TestReprise.await(
                id + " to be " + status,
                () -> client.status(id).getString("status").equals(status));
    }

    private List<Integer> sent(long id) {
        return client
                .get("/campaigns/" + id + "/sent")
                .getJsonArray("users")
                .getValuesAs(JsonString::getString)
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void whatIsMadeMeanwhileCanBeChosenAndAReasonAsWell(@TempDir Path directory) throws IOException {
        people("meanwhile-people", directory);
        long id = Campaigns.create(client, "meanwhile-people", ",\"message_text\":\"Hi\",\"name\":\"Earlier one\"");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").choose("new:session", "meanwhile-people");
            browser.awaitText("new:audience", "100 recipients");
            made("/attributes", "{\"name\":\"made_meanwhile\",\"type\":\"flag\"}");
            made("/segments", "{\"name\":\"Made meanwhile\",\"rule_text\":\"language is \\\"de\\\"\"}");
            browser.click("new:ruleSide");
            browser.await("the attribute", it -> it.text("new:ruleSubject").contains("made_meanwhile"));
            browser.choose("new:ruleSubject", "Segment");
            browser.await("the segments", it -> it.shows("new:ruleChoice") && isIdle(it));
            browser.choose("new:ruleChoice", "Made meanwhile");
            browser.click("new:ruleAdd");
            browser.awaitText("new:audience", "50 recipients");

            browser.choose("new:ruleSubject", "The campaign failed");
            browser.await("the reasons", it -> it.shows("new:ruleReason") && isIdle(it));
            assertThat(browser.barriers()).isEmpty();
            browser.choose("new:ruleChoice", "Earlier one");
            browser.choose("new:ruleReason", "they blocked this sender");
            browser.click("new:ruleAdd");
            var line = "segment \"Made meanwhile\" and failed campaign " + id + " because blocked";
            browser.await("the line", it -> value(it, LINE).equals(line));
            browser.awaitText("new:ruleChips", "because they blocked the sender");
        }
    }

    @Test
    void onAPhoneInGerman(@TempDir Path directory) throws IOException {
        people("phone-people", directory);
        try (var phone = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            phone.go("/editor").choose("new:session", "phone-people");
            choose(phone, "new:", "Nie Personen mit", "Sprache", "ist", "new:ruleText", "de");
            phone.awaitText("new:ruleChips", "Sprache ist „de“");
            phone.awaitText("new:audience", "50");
            assertThat(phone.barriers()).isEmpty();
            assertThat((Long) phone.run("return document.documentElement.scrollWidth - innerWidth"))
                    .isZero();
        }
    }

    private void made(String path, String json) {
        assertThat(client.exchange("POST", path, "application/json", BodyPublishers.ofString(json))
                        .statusCode())
                .isEqualTo(201);
    }

    private static void choose(
            Browser browser, String form, String side, String subject, String operator, String field, String value) {
        browser.choose(form + "ruleSide", side);
        browser.choose(form + "ruleSubject", subject);
        browser.await("the operators", it -> it.shows(form + "ruleOperator") && isIdle(it));
        browser.choose(form + "ruleOperator", operator);
        browser.await("the field", it -> it.shows(field));
        browser.type(field, value);
        browser.click(form + "ruleAdd");
    }

    /** An answer that is still to come may draw the operators anew. */
    private static boolean isIdle(Browser browser) {
        return (Boolean) browser.run("return PrimeFaces.ajax.Queue.isEmpty()");
    }

    private static String value(Browser browser, String id) {
        return String.valueOf(browser.run("return document.getElementById(arguments[0]).value", id));
    }
}
