package org.reprise.ui;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** Makes the pictures of README.md anew: {@code mvn verify -Dscreenshots -Dit.test=ScreenshotsIT}. */
@EnabledIfSystemProperty(named = "screenshots", matches = ".*")
class ScreenshotsIT {
    private static final Path PICTURES = Path.of("src", "screenshots");
    private static final String[] TEXTS = {
        "Our spring catalogue is here.\\nReply STOP if you would rather not hear from us.",
        "Doors open at seven. See you tonight!",
        "The workshop on Saturday starts at ten. Bring a friend!",
        "We moved! The new address is 12 Harbour Street.",
        "Thank you for your order. How did we do?"
    };

    @Test
    void showEveryPage() {
        try (var reprise = RepriseServer.start(Map.of("REPRISE_SANDBOX_FLOOD_EVERY", "0"))) {
            var client = new RepriseClient(reprise.baseUri());
            for (int i = 0; i < TEXTS.length; i++) {
                client.execute(i + 1L, "shop", TEXTS[i], ",\"sleep_time\":" + (i % 2 == 0 ? 0.05 : 0));
            }
            client.stop(3);
            client.update(1, "{\"message\":\"" + TEXTS[0].replace("spring", "summer") + "\"}");
            try (var browser = Browser.open(reprise.baseUri(), "en-US", 1280, 800)) {
                take(browser, "light");
                take(browser.prefer("dark"), "dark");
            }
            try (var phone = Browser.open(reprise.baseUri(), "en-US", 390, 844)) {
                phone.go("/").awaitText("list:table:2:status", "Stopped");
                phone.screenshot(PICTURES.resolve("monitor-phone.png"));
            }
        }
    }

    private static void take(Browser browser, String scheme) {
        browser.go("/").awaitText("list:table:1:status", "Completed");
        browser.screenshot(PICTURES.resolve("monitor-" + scheme + ".png"));
        browser.go("/?edit=1").await("the dialog", it -> it.shows("dialog:save"));
        browser.screenshot(PICTURES.resolve("edit-" + scheme + ".png"));
        browser.go("/campaign?id=1").screenshot(PICTURES.resolve("campaign-" + scheme + ".png"));
        browser.go("/editor").screenshot(PICTURES.resolve("editor-" + scheme + ".png"));
    }
}
