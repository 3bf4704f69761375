package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** The recipients' page says why somebody was written to, or not. */
class WhyNotIT {
    private static final long ID = 880_020;
    private static final String PAGE = "/campaign?id=" + ID + "&tab=recipients";

    /** Anna Alt opted out; Anna Neu and Berta were written to. */
    @BeforeAll
    static void sendToTwoOfThree(@TempDir Path directory) throws IOException {
        var client = new RepriseClient(UiServer.get().baseUri());
        var people = "user_id,first_name,last_name\n71,Anna,Alt\n72,Berta,Neu\n73,Anna,Neu\n";
        client.importCsv("why-people", Files.writeString(directory.resolve("people.csv"), people));
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=why-people").run("document.querySelector('a[data-person]').click()");
            browser.click("contact:optOut");
            browser.awaitText("optout", "Anna Alt");
            browser.click("optout:yes");
            browser.awaitText("contacts:table", "Opted out");
        }
        client.execute(ID, "why-people", "Hello", ",\"sleep_time\":0");
        UiServer.get().await(() -> client.status(ID).getString("status").equals("completed"));
        assertThat(client.sentUsers(ID)).containsExactly("72", "73");
    }

    @Test
    void aSearchThatFindsSomebodyWhoIsNoRecipientSaysWhy() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go(PAGE + "&q=Anna").awaitText("recipients:table", "Anna Neu");
            assertThat(browser.text("recipients:whyNot"))
                    .contains("Anna Alt was not written to: they opted out on ", "until they opt in again")
                    .doesNotContain("Anna Neu");
            assertThat(browser.barriers()).isEmpty();

            browser.type("recipients:search", "999");
            browser.awaitText("recipients:whyNot", "User 999 is no contact of sender why-people");
            browser.type("recipients:search", "71");
            browser.awaitText("recipients:whyNot", "Anna Alt was not written to");
            browser.type("recipients:search", "zzz");
            browser.awaitText("recipients:table", "No recipient matches, and no contact of the sender does either.");
            assertThat(browser.text("recipients:whyNot")).isBlank();

            browser.type("recipients:search", "Berta");
            browser.awaitText("recipients:table", "Berta");
            browser.click("recipients:open");
            browser.awaitText("recipients:whyNot", "Berta Neu got revision 1 of campaign " + ID);
        }
    }

    @Test
    void eachRowOpensItsPersonBesideTheList() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go(PAGE).click("recipients:table:0:why");
            browser.awaitText("why", "Berta Neu got revision 1 of campaign " + ID + " on ");
            assertThat(browser.text("why"))
                    .contains("The message they got", "Hello", "Telegram’s message id", "Newest message", "None");
            assertThat(browser.barriers()).isEmpty();
            browser.await("the address", it -> address(it).endsWith("&person=72"));
            browser.click("why:close");
            browser.await("the drawer to close", it -> !it.shows("why:close"));
            assertThat(address(browser)).doesNotContain("person");
            browser.await("the focus to come back", it -> "recipients:table:0:why".equals(focused(it)));

            browser.run("document.querySelectorAll('#recipients\\\\:table_data > tr')[1].lastElementChild.click()");
            browser.awaitText("why", "Anna Neu got revision 1");
            browser.run("document.activeElement.dispatchEvent("
                    + "new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true}))");
            browser.await("the drawer to close", it -> !it.shows("why:close"));
            browser.await("the focus to come back", it -> "recipients:table:1:why".equals(focused(it)));
        }
    }

    @Test
    void theAddressOfAPersonOpensThem() {
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/campaign?id=" + ID + "&person=71").awaitText("why", "Anna Alt was not written to");
            assertThat(browser.text("why")).contains("They opted out on ").doesNotContain("The message");
            browser.go("/campaign?id=" + ID + "&person=999")
                    .awaitText("why", "The sender has no contact with this number.");
            browser.go(PAGE + "&q=Anna").click("recipients:told:0:look");
            browser.awaitText("why", "Anna Alt was not written to");
        }
    }

    private static String address(Browser browser) {
        return browser.run("return location.search").toString();
    }

    private static Object focused(Browser browser) {
        return browser.run("return document.activeElement.id");
    }

    @Test
    void onAPhoneItIsSaidInGerman() {
        try (var phone = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            phone.go(PAGE + "&q=Anna");
            phone.awaitText("recipients:whyNot", "Anna Alt wurde nicht angeschrieben: Diese Person hat sich am ");
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
            phone.click("recipients:table:0:why");
            phone.awaitText("why", "Anna Neu hat am ");
            assertThat(phone.text("why")).contains("Fassung 1 bekommen (Kampagne " + ID + ")", "Schließen");
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
            phone.screenshot(Path.of("target", "why-not-phone.png"));
        }
    }
}
