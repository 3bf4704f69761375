package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** The list of campaigns as an operator works with it, and the inbox of its sandbox. */
class CampaignsPageIT {
    private static final int DRAFTS = 30;
    private static final long DOUBTFUL = 901;
    private static RepriseServer reprise;
    private static RepriseClient client;
    private Browser browser;

    @BeforeAll
    static void fill() {
        reprise = RepriseServer.start(Map.of(
                "REPRISE_SANDBOX_LOST_REPLIES_PERCENT", "4",
                "REPRISE_REPLY_TIMEOUT_SECONDS", "1",
                "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        client = new RepriseClient(reprise.baseUri());
        for (int i = 1; i <= DRAFTS; i++) {
            Campaigns.create(client, "Draft " + i);
        }
        client.execute(DOUBTFUL, "doubt", "<b>Hello</b> there", ",\"sleep_time\":0,\"format\":\"html\"");
        reprise.await(() -> client.status(DOUBTFUL).getString("status").equals("completed"));
        assertThat(client.status(DOUBTFUL).getInt("uncertain_count")).isPositive();
    }

    @AfterAll
    static void end() {
        reprise.close();
    }

    @BeforeEach
    void open() {
        browser = Browser.open(reprise.baseUri()).collectingFaults();
    }

    @AfterEach
    void close() {
        assertThat(browser.run("return (window.faults ?? []).join('; ')")).isEqualTo("");
        browser.close();
    }

    @Test
    void whatMattersNowIsAFilterOfItsOwn() {
        int uncertain = client.status(DOUBTFUL).getInt("uncertain_count");
        browser.go("/").awaitText("list:now", uncertain + " uncertain: decide");
        browser.awaitText("list:now", "sent today");
        assertThat(browser.text("list:now")).doesNotContain("running");
        browser.click("now-uncertain");
        browser.await("its address", it -> address().equals("/?status=uncertain"));
        browser.awaitText("list:table:0:name", "Campaign " + DOUBTFUL);
        assertThat(browser.has("list:table:1:name")).isFalse();
        browser.click("list:table:0:decide");
        browser.await("whom it is about", it -> address().contains("outcome=uncertain"));
    }

    @Test
    void sortAndPageStandInTheAddress() {
        browser.go("/?q=draft").click("list:table:page");
        browser.awaitText("list:many", "25 selected");
        browser.run("document.querySelector('.ui-paginator-next').click()");
        browser.awaitText("list:table", "Draft 5");
        browser.await("the address", it -> address().equals("/?q=draft&page=2"));
        browser.await(
                "none of this page is chosen",
                it -> it.run("return document.getElementById('list:table:page').checked")
                        .equals(false));
        browser.awaitText("list:many", "25 selected");
        browser.run("location.reload()");
        browser.await("the same page again", it -> it.has("list:table:25:name") && !it.has("list:table:0:name"));
        browser.run("document.querySelector('#list\\\\:table th.name').click()");
        browser.await("the address", it -> address().equals("/?q=draft&order=id&dir=asc"));
        browser.awaitText("list:table:0:name", "Draft 1");
        browser.type("list:search", "draft ");
        browser.await(
                "the order is kept",
                it -> address().equals("/?q=draft&order=id&dir=asc")
                        && it.text("list:table:0:name").contains("Draft 1"));
        browser.run("location.reload()");
        browser.await("the same order again", it -> it.text("list:table:1:name").contains("Draft 2"));
        assertThat(browser.run("return document.querySelector('#list\\\\:table th.name').ariaSort"))
                .isEqualTo("ascending");
    }

    @Test
    void aRowOpensItsCampaignAndItsMenuIsWalkedByKeys() {
        browser.go("/?q=draft").run("document.getElementById('list:table:0:more').focus()");
        press("ArrowDown");
        browser.await("the menu", it -> it.shows("list:table:0:clone"));
        assertThat(focused()).isEqualTo("list:table:0:draft");
        press("ArrowDown");
        assertThat(focused()).isEqualTo("list:table:0:clone");
        press("ArrowUp");
        press("ArrowUp");
        assertThat(focused()).isEqualTo("list:table:0:delete");
        assertThat(browser.barriers()).isEmpty();
        browser.click("list:table:0:delete");
        browser.awaitText("ask", "gone for good");
        browser.click("ask:no");
        browser.await("the focus is back", it -> focused().equals("list:table:0:more"));
        browser.run("document.querySelector('#list\\\\:table_data td.status').click()");
        browser.await("the campaign", it -> address().startsWith("/campaign?id="));
    }

    @Test
    void severalAreArchivedAtOnceAndWhatIsRefusedIsSaid() {
        long one = Campaigns.create(client, "Several one");
        long two = Campaigns.create(client, "Several two");
        client.execute(902, "several", "Several three", ",\"sleep_time\":5");
        browser.go("/?q=several").click("list:table:0:choose");
        browser.awaitText("list:many", "1 selected");
        browser.click("list:table:1:choose");
        browser.awaitText("list:many", "2 selected");
        browser.click("list:table:2:choose");
        browser.awaitText("list:many", "3 selected");
        browser.click("list:archiveMany");
        browser.awaitText("askMany", "Not concerned, and left as they are: 1.");
        assertThat(browser.text("askMany")).contains("Campaign " + one, "Campaign " + two);
        assertThat(browser.barriers()).isEmpty();
        browser.click("askMany:yes");
        browser.awaitText("answer:said", "Not archived: “Campaign 902”: it runs; stop it first.");
        assertThat(browser.text("answer:said")).contains("Archived: ", "Campaign " + one, "Campaign " + two);
        browser.await("the list", it -> !it.has("list:table:1:name"));
        browser.await("nothing is chosen", it -> !it.has("list:stopMany"));
        browser.run("document.querySelector('[data-undo=unarchive]').click()");
        browser.awaitText("answer:said", "Taken out of the archive: ");
        browser.await("the list", it -> it.has("list:table:2:name"));
        client.stop(902);
    }

    @Test
    void anInboxShowsWhatArrivesAsPeopleSeeIt() {
        browser.go("/inbox?session=doubt").awaitText("inbox:messages", "Hello there");
        assertThat(browser.run("return document.querySelector('.arrivals .bubble b').textContent"))
                .isEqualTo("Hello");
        assertThat(browser.run("return document.querySelectorAll('.arrivals > li').length"))
                .isEqualTo(50L);
        assertThat(browser.barriers()).isEmpty();
        client.execute(903, "doubt", "This comes later", ",\"sleep_time\":1");
        browser.awaitText("inbox:messages", "This comes later");
        client.stop(903);
        browser.run("document.querySelector('.arrivals a').click()");
        browser.await("one person's", it -> address().contains("user="));
        browser.awaitText("inbox:messages", "Hello there");
        assertThat(browser.run("return new Set([...document.querySelectorAll('.arrivals a')].map(it => it.href)).size"))
                .isEqualTo(1L);
        browser.go("/inbox?session=nowhere");
        assertThat(browser.text("content")).contains("There is no such sandbox");
        assertThat(client.exchange("GET", "/inbox?session=nowhere", null, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onAPhoneNothingStandsBesideTheScreenAndAllCanBeTouched() {
        try (var phone = Browser.open(reprise.baseUri(), "de-DE", 390, 844)) {
            for (var scheme : List.of("light", "dark")) {
                for (var page : List.of("/", "/inbox?session=doubt")) {
                    phone.prefer(scheme).go(page);
                    assertThat(phone.barriers()).as(page).isEmpty();
                    assertThat(phone.run("return document.documentElement.scrollWidth"))
                            .isEqualTo(390L);
                }
            }
            phone.go("/");
            assertThat(phone.run("return [...document.querySelectorAll('#list button, #list a.button, #list a.chip')]"
                            + ".filter(it => it.getClientRects().length > 0 && it.getBoundingClientRect().height < 44)"
                            + ".map(it => it.id)"))
                    .isEqualTo(List.of());
        }
    }

    private void press(String key) {
        browser.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key
                + "', bubbles: true, cancelable: true}))");
    }

    private String focused() {
        return (String) browser.run("return document.activeElement.id");
    }

    private String address() {
        return (String) browser.run("return location.pathname + location.search");
    }
}
