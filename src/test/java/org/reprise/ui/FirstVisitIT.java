package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** The first steps tick themselves and stay until all of them are done. */
class FirstVisitIT {
    @Test
    void aDemonstrationIsOneStepAndSaysWhatToWatch() throws IOException {
        try (var reprise = RepriseServer.start(Map.of());
                var browser = Browser.open(reprise.baseUri())) {
            assertThat(browser.go("/").barriers()).isEmpty();
            assertThat(done(browser)).isZero();
            browser.click("list:demo");
            browser.awaitText("answer:said", "The demonstration is ready");
            browser.awaitText("list", "What to watch in the demonstration");
            assertThat(done(browser)).isEqualTo(1);
            assertThat(browser.barriers()).isEmpty();
            var client = new RepriseClient(reprise.baseUri());
            var people = TestDatabase.temporaryDirectory().resolve("people.csv");
            Files.writeString(people, "user_id\n700000001\n");
            client.importCsv("own", people);
            browser.go("/");
            assertThat(done(browser)).isEqualTo(2);
            client.execute(7, "own", "Hello", "");
            browser.go("/").awaitText("list:table", "Campaign 7");
            assertThat(browser.text("list")).doesNotContain("Bring contacts", "What to watch");
        }
    }

    @Test
    void aSandboxToTryWithIsOneOfTheWaysToConnect() {
        try (var phone = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            phone.go("/connections").click("sessions:connect");
            phone.click("way-SANDBOX");
            phone.await("no token to be asked for", it -> !it.has("connect:token"));
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
            phone.type("connect:name", "zum Üben");
            phone.click("connect:go");
            phone.awaitText("answer:said", "„zum Üben“");
            phone.await("its people", it -> it.run("""
                    return Array.from(document.querySelectorAll('.sender'))
                        .some(each => each.textContent.includes('zum Üben') && each.textContent.includes('250'));
                    """).equals(true));
        }
    }

    @Test
    void whereThereIsNoSandboxNothingSpeaksOfADemonstration() {
        try (var reprise = RepriseServer.start(Map.of("REPRISE_SANDBOX", "false"));
                var browser = Browser.open(reprise.baseUri())) {
            var page = (String) browser.go("/").run("return document.body.innerText");
            assertThat(page).contains("Connect a bot").doesNotContainIgnoringCase("demonstration", "sandbox");
            assertThat(browser.has("list:demo")).isFalse();
            browser.go("/connections").click("sessions:connect");
            browser.await("the ways", it -> it.shows("way-BOT"));
            assertThat(browser.has("way-SANDBOX")).isFalse();
        }
    }

    private static long done(Browser browser) {
        return (Long) browser.run("return document.querySelectorAll('.steps .done').length");
    }
}
