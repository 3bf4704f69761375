package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** The editor saves itself, overwrites nobody, and writes marks as the format wants them. */
class EditorIT {
    private static final String TEXT = "new:message:text";
    private static final String KEPT = "document.querySelector('.kept')";
    private static final String FORMAT = "new:message:format";

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void aDraftSavesItselfAsSomebodyTypesAndAnEmptyEditorSavesNothing() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").choose("new:session", "demo");
            browser.awaitText("new:summary", "250");
            browser.type("new:name", "By itself");
            browser.run("window.neverReloaded = true");
            browser.type(TEXT, "A first line");
            browser.awaitText("new:state", "Saved");
            long id = draft(browser);
            assertThat(textOf(id)).isEqualTo("A first line");
            assertThat(browser.text("new:title")).contains("By itself");
            assertThat(browser.shows("new:delete")).isTrue();

            browser.type(TEXT, "A first line, and more of it");
            browser.await("it to be saved again", it -> textOf(id).endsWith("and more of it"));
            browser.type(TEXT, "");
            browser.type("new:name", "Nothing is left of it");
            browser.awaitText(
                    "new:state", "at least one visible character. What you typed is kept in this browser tab only.");
            pause(browser);
            assertThat(textOf(id)).isEqualTo("A first line, and more of it");

            browser.type(TEXT, "x".repeat(4097));
            browser.awaitText("new:state", "Not saved: The message has 4,097 characters");
            assertThat(browser.text("new:state")).contains("kept in this browser tab only");
            assertThat(browser.run("return window.neverReloaded")).isEqualTo(true);
            assertThat(browser.barriers()).isEmpty();

            var place = placeOf(browser);
            browser.run("location.reload()");
            browser.await("the word that it is back", it -> (Boolean) it.run("return " + KEPT + " !== null"));
            assertThat(value(browser, TEXT)).hasSize(4097);
            assertThat(placeOf(browser)).as("nothing moves for it").isEqualTo(place);
            assertThat(browser.barriers()).isEmpty();
            browser.type(TEXT, "Short again");
            browser.await("it to be saved", it -> textOf(id).equals("Short again"));
            browser.await("the word to go", it -> (Boolean) it.run("return " + KEPT + " === null"));
        }
    }

    private static Object placeOf(Browser browser) {
        return browser.run("return document.getElementById('new:session').getBoundingClientRect().top + scrollY");
    }

    @Test
    void whoHasTheSameDraftOpenIsToldAndNothingIsOverwritten() {
        long id = Campaigns.create(client, "first");
        try (var anna = Browser.open(UiServer.get().baseUri());
                var ben = Browser.open(UiServer.get().baseUri())) {
            ben.go("/editor?id=" + id).type("new:name", "Mine");
            ben.awaitText("new:state", "Saved");
            anna.go("/editor?id=" + id).type(TEXT, "written by Anna");
            anna.awaitText("new:state", "Saved");
            ben.awaitText("new:meanwhile", "written by Anna");
            ben.type(TEXT, "written by Ben");
            pause(ben);
            assertThat(textOf(id)).isEqualTo("written by Anna");
            assertThat(ben.barriers()).isEmpty();
            ben.click("new:saveMine");
            ben.await("the choice to be made", it -> !it.has("new:saveMine"));
            assertThat(textOf(id)).isEqualTo("written by Ben");
            ben.type(TEXT, "written by Ben alone");
            ben.await("it to save itself again", it -> textOf(id).equals("written by Ben alone"));
        }
    }

    @Test
    void whatIsTypedIntoADraftThatSomebodyStartedGoesToNobody() {
        long id = Campaigns.create(client, "first");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor?id=" + id).awaitText("new:message:bubble", "first");
            client.post("/campaigns/" + id + "/start", "");
            browser.awaitText("new:state", "was started meanwhile");
            browser.type(TEXT, "half wri");
            browser.awaitText("new:state", "Not saved: Campaign");
            assertThat(textOf(id)).isEqualTo("first");
        }
        client.stop(id);
    }

    @Test
    void aStyleIsWrittenAsTheFormatWantsIt() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").type(TEXT, "1 < 2 & so on");
            select(browser, 8, 13);
            browser.press(Keys.CONTROL, "b");
            browser.await("marks", it -> value(it, TEXT).equals("1 &lt; 2 &amp; <b>so on</b>"));
            assertThat(value(browser, FORMAT)).isEqualTo("HTML");
            browser.awaitText("new:message:bubble", "1 < 2 & so on");
            browser.press(Keys.CONTROL, "z");
            browser.press(Keys.CONTROL, "z");
            browser.await("what was typed", it -> value(it, TEXT).equals("1 < 2 & so on"));
            assertThat(value(browser, FORMAT)).isEqualTo("PLAIN");

            browser.choose(FORMAT, "Telegram’s MarkdownV2: *bold*, [link](…)");
            browser.type(TEXT, "Sale ends 1.1.");
            select(browser, 0, 14);
            style(browser, "italic");
            style(browser, "underline");
            browser.await("marks", it -> value(it, TEXT).equals("_**__Sale ends 1\\.1\\.__**_"));
            style(browser, "underline");
            style(browser, "spoiler");
            style(browser, "quote");
            browser.await("a quote", it -> value(it, TEXT).equals(">_||Sale ends 1\\.1\\.||_"));
            browser.await(
                    "no flaw",
                    it -> it.text("new:message:flaw").isEmpty()
                            && it.text("new:message:bubble").equals("Sale ends 1.1."));

            browser.type(TEXT, "see https://example.org/a");
            select(browser, 4, 25);
            browser.press(Keys.CONTROL, "k");
            browser.await(
                    "a link", it -> value(it, TEXT).equals("see [https://example\\.org/a](https://example.org/a)"));
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @Test
    void theToolbarIsOneStopOfTheKeyboardAndAnEmojiGoesWhereTheCaretIs() {
        try (var browser = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            browser.go("/editor").type(TEXT, "Hallo!");
            select(browser, 5, 5);
            browser.run("document.querySelector('.toolbar [data-style=quote]').focus()");
            browser.press(Keys.ARROW_RIGHT);
            browser.press(Keys.ENTER);
            browser.await("the panel", it -> (Boolean) it.run("return document.querySelector('.emojis').open"));
            assertThat(browser.barriers()).isEmpty();
            browser.press(Keys.ARROW_RIGHT);
            browser.press(Keys.ENTER);
            browser.await("an emoji", it -> value(it, TEXT).equals("Hallo😀!"));
            browser.type(TEXT, "<b>");
            browser.choose(FORMAT, "Telegrams HTML: <b>fett</b>, <a href=\"…\">Link</a>");
            browser.awaitText("new:state", "Browser-Tab");
            browser.run("location.reload()");
            browser.await("the word that it is back, no larger than it is long", it ->
                    (Boolean) it.run("return " + KEPT + "?.offsetHeight < 160"));
            assertThat(browser.barriers()).isEmpty();
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void aDayIsAskedForOnceASideIsChosen() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/editor").type(TEXT, "To some");
            assertThat(browser.shows("new:chat_start_time")).isFalse();
            browser.choose("new:chat_start_time_cmp", "after");
            browser.await("the field", it -> it.shows("new:chat_start_time"));
            browser.click("new:go");
            browser.awaitText("new:chat_start_time_wrong", "Enter the day and time");
            browser.choose("new:chat_start_time_cmp", "any time");
            browser.await(
                    "nothing is wrong any more",
                    it -> it.text("new:chat_start_time_wrong").isEmpty());
        }
    }

    @Test
    void aDialogIsConfirmedByCtrlEnterSaysWhatItSavedAndGivesTheFocusBack() {
        long id = Campaigns.create(client, "first");
        client.update(id, "{\"name\":\"Spring sale\"}");
        client.post("/campaigns/" + id + "/start", "");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/?q=" + id).click("list:table:0:more");
            browser.click("list:table:0:edit");
            browser.awaitText("editDialog", "Edit “Spring sale”");
            browser.type("dialog:message:text", "second");
            browser.press(Keys.ESCAPE);
            browser.awaitText("editDialog", "What you typed is not saved");
            browser.press(Keys.ESCAPE);
            browser.await("the question to go", it -> !it.text("editDialog").contains("is not saved"));
            browser.press(Keys.CONTROL, Keys.ENTER);
            browser.awaitText("answer:said", "Saved as revision 2: the remaining");
            browser.await(
                    "the focus to be back",
                    it -> "list:table:0:more".equals(it.run("return document.activeElement.id")));
            assertThat(textOf(id)).isEqualTo("second");
        }
        client.stop(id);
    }

    private static void pause(Browser browser) {
        long from = System.nanoTime();
        browser.await("a moment in which it would have been saved", it -> System.nanoTime() - from > 2_500_000_000L);
    }

    private static void select(Browser browser, int from, int to) {
        browser.run(
                "const field = document.getElementById(arguments[0]); field.focus();"
                        + "field.setSelectionRange(arguments[1], arguments[2])",
                TEXT,
                from,
                to);
    }

    private static void style(Browser browser, String name) {
        browser.run("document.querySelector('.toolbar [data-style=' + arguments[0] + ']').click()", name);
    }

    private static String value(Browser browser, String id) {
        return (String) browser.run("return document.getElementById(arguments[0]).value", id);
    }

    private static long draft(Browser browser) {
        return Long.parseLong((String) browser.run("return new URLSearchParams(location.search).get('id')"));
    }

    private String textOf(long id) {
        return client.data(id).getJsonObject("data").getString("message");
    }
}
