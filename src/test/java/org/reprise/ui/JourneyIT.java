package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** What a newcomer does on the first day, on a Reprise that has nothing yet. */
class JourneyIT {
    private static final String TEXT = "dialog:message:text";

    @Test
    void aDemonstrationIsStartedEditedStoppedResumedAndCompleted() {
        try (var reprise = RepriseServer.start(Map.of("REPRISE_SANDBOX_FLOOD_EVERY", "0"));
                var browser = Browser.open(reprise.baseUri())) {
            var client = new RepriseClient(reprise.baseUri());
            browser.go("/");
            browser.run("window.neverReloaded = true");
            browser.click("list:demo");
            answer(browser, "start", "250");
            browser.awaitText("list:table:0:status", "Running");
            awaitMoving(browser);

            browser.click("list:table:0:more");
            browser.click("list:table:0:edit");
            browser.type(TEXT, "Edited on the way");
            browser.awaitText("dialog:message:bubble", "Edited on the way");
            browser.awaitText("dialog:message:counter", "17 of 4,096");
            browser.click("dialog:save");
            browser.await("the dialog to close", it -> !it.shows("dialog:save"));
            assertThat(client.data(1).getJsonObject("data").getString("message"))
                    .isEqualTo("Edited on the way");
            awaitMoving(browser);

            answer(browser, "stop", "of 250");
            browser.awaitText("list:table:0:status", "Stopped");
            long sent = client.processed(1);
            assertThat(sent).isLessThan(250);

            setPace(browser, "0");
            answer(browser, "resume", "revision 2");
            browser.awaitText("list:table:0:status", "Completed");
            browser.awaitText("list:table:0:progress", "250 / 250");
            assertThat(client.sentUsers(1)).doesNotHaveDuplicates();
            assertThat(browser.run("return window.neverReloaded")).isEqualTo(true);
        }
    }

    private static void answer(Browser browser, String verb, String says) {
        browser.click("list:table:0:" + verb);
        browser.awaitText("ask", says);
        browser.click("ask:yes");
        browser.await("the question to close", it -> !it.shows("ask:yes"));
    }

    private static void awaitMoving(Browser browser) {
        var before = browser.text("list:table:0:progress");
        browser.await("progress to move", it -> {
            var now = it.text("list:table:0:progress");
            return !now.isEmpty() && !now.equals(before);
        });
    }

    private static void setPace(Browser browser, String seconds) {
        browser.click("list:table:0:more");
        browser.click("list:table:0:edit");
        browser.type("dialog:seconds", seconds);
        browser.click("dialog:save");
        browser.await("the dialog to close", it -> !it.shows("dialog:save"));
    }
}
