package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** What holds for every page: both languages, small screens, light and dark, and nobody kept out. */
class PagesIT {
    private static Browser browser;
    private static Browser phone;
    private static long id;

    @BeforeAll
    static void open() {
        id = Campaigns.create(new RepriseClient(UiServer.get().baseUri()), "A <b>bold</b> offer & more");
        browser = Browser.open(UiServer.get().baseUri());
        phone = Browser.open(UiServer.get().baseUri(), "en-US", 390, 844);
    }

    @AfterAll
    static void close() {
        browser.close();
        phone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/editor",
                "/?edit=",
                "/contacts",
                "/connections",
                "/campaign?id=",
                "/campaign?tab=recipients&id="
            })
    void hasNoBarriersInLightAndDarkAndFitsANarrowScreen(String page) {
        var path = page.endsWith("=") ? page + id : page;
        for (var scheme : new String[] {"light", "dark"}) {
            phone.prefer(scheme).go(path);
            if (page.equals("/?edit=")) {
                phone.await("the dialog", it -> it.shows("dialog:save"));
            }
            assertThat(phone.barriers()).as(path + " " + scheme).isEmpty();
        }
        assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    }

    /** German words are the longest. */
    @Test
    void noCommandIsCutOffInGermanOnAPhone() {
        try (var german = Browser.open(UiServer.get().baseUri(), "de", 390, 844)) {
            for (var page : List.of("/", "/editor", "/contacts", "/connections", "/campaign?id=" + id)) {
                german.go(page);
                assertThat(german.run("""
                                const cut = each => {
                                    const end = each.getBoundingClientRect().right;
                                    for (let around = each.parentElement; around; around = around.parentElement) {
                                        if (getComputedStyle(around).overflowX !== 'visible'
                                                && end > around.getBoundingClientRect().right + 1) {
                                            return true;
                                        }
                                    }
                                    return false;
                                };
                                return [...document.querySelectorAll('main button, main a, main select, main input')]
                                    .filter(each => each.getClientRects().length > 0 && cut(each))
                                    .map(each => each.id || each.textContent.trim());
                                """)).as(page).isEqualTo(List.of());
            }
        }
    }

    @Test
    void speaksTheLanguageOfTheBrowser() {
        try (var german = Browser.open(UiServer.get().baseUri(), "de-DE", 1280, 900);
                var french = Browser.open(UiServer.get().baseUri(), "fr-FR", 1280, 900)) {
            assertThat(german.go("/").title()).isEqualTo("Kampagnen · Reprise");
            german.awaitText("list:table", "Starten");
            assertThat(german.go("/editor").text("new:message:counter")).contains("0 von 4.096 Zeichen");
            assertThat(french.go("/").title()).isEqualTo("Campaigns · Reprise");
        }
    }

    @Test
    void showsWhatUsersWroteAsTextOnly() {
        browser.go("/?q=" + id).awaitText("list:table:0:name", "A <b>bold</b> offer & more");
    }

    @Test
    void theListIsFilteredSearchedAndKeptInTheAddress() {
        browser.go("/").type("list:search", "bold");
        browser.await("the address", it -> it.run("return location.search").equals("?q=bold"));
        browser.choose("list:status", "Completed");
        browser.awaitText("list:table", "No campaign matches");
        browser.choose("list:status", "Draft");
        browser.awaitText("list:table", "bold");
        browser.run("location.reload()");
        browser.await(
                "the same again",
                it -> it.run("return document.getElementById('list:search').value")
                        .equals("bold"));
    }

    @Test
    void onAPhoneTheListIsSortedByASelect() {
        phone.go("/").choose("list:order", "By status");
        phone.await("the address", it -> it.run("return location.search").equals("?order=status"));
        phone.choose("list:order", "Newest first");
        phone.await("the address", it -> it.run("return location.search").equals(""));
        assertThat(browser.go("/").shows("list:order")).isFalse();
    }

    @Test
    void anExcerptShowsTheTextWithoutItsMarks() {
        var client = new RepriseClient(UiServer.get().baseUri());
        long marked = Campaigns.create(client, "A <b>marked</b> &amp; short one");
        client.update(marked, "{\"format\":\"html\"}");
        browser.go("/?q=" + marked).awaitText("list:table:0:name", "A marked & short one");
        browser.go("/campaign?id=" + marked).awaitText("campaign:activity", "HTML");
    }

    @Test
    void theEditorCountsTriesAndStarts() {
        browser.go("/editor").choose("new:session", "demo");
        browser.awaitText("new:audience", "250 recipients");
        browser.type("new:limit", "3");
        browser.awaitText("new:audience", "3 recipients");
        browser.type("new:message:text", "From the editor");
        browser.awaitText("new:message:bubble", "From the editor");
        browser.type("new:recipient", "5");
        browser.click("new:try");
        browser.awaitText("new:trial", "no contact");
        browser.type("new:seconds", "0");
        browser.click("new:go");
        browser.awaitText("ask", "3 recipients will get revision 1");
        browser.click("ask:yes");
        browser.awaitText("list:table:0:name", "From the editor");
        browser.awaitText("list:table:0:status", "Completed");
    }

    @Test
    void aDraftIsForWhomItsTimesSayAndIsOpenedAgainWithThem() {
        var client = new RepriseClient(UiServer.get().baseUri());
        var body = "{\"account_id\":1,\"session\":\"demo\",\"message_text\":\"To some\","
                + "\"newest_chat_time\":\"2030-01-01T00:00:00Z\",\"newest_chat_time_cmp\":\"before\"}";
        var made = client.exchange("POST", "/campaigns", "application/json", BodyPublishers.ofString(body));
        assertThat(made.statusCode()).isEqualTo(201);
        long draft = RepriseClient.json(made).getInt("id");
        browser.go("/editor?id=" + draft);
        assertThat(value("new:newest_chat_time_cmp")).isEqualTo("BEFORE");
        assertThat(value("new:newest_chat_time")).startsWith("20");
        assertThat(value("new:chat_start_time_cmp")).isEmpty();
        browser.choose("new:chat_start_time_cmp", "after");
        browser.click("new:draft");
        browser.awaitText("new:chat_start_time_wrong", "Enter the day and time");
        browser.run("const field = document.getElementById('new:chat_start_time'); field.value = '2001-02-03T04:05';"
                + "field.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.awaitText("new:audience", "recipients");
        browser.click("new:draft");
        browser.await("it is saved", page -> !page.has("new:draft"));
        var data = client.data(draft).getJsonObject("data");
        assertThat(data.getString("chat_start_time_cmp")).isEqualTo("after");
        assertThat(data.getString("chat_start_time")).startsWith("2001-02-0");
        assertThat(data.getString("newest_chat_time_cmp")).isEqualTo("before");
        assertThat(data.getString("newest_chat_time")).isEqualTo("2030-01-01T00:00:00Z");
        browser.go("/campaign?id=" + draft);
        assertThat((String) browser.run("return document.body.innerText"))
                .contains("first message after", "newest message before");
    }

    private static String value(String id) {
        return (String) browser.run("return document.getElementById(arguments[0]).value", id);
    }
}
