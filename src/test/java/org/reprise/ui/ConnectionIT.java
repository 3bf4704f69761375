package org.reprise.ui;

import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

class ConnectionIT {

    @Test
    void aRestartIsToldAndThePageComesBackWhereItWas() {
        var reprise = UiServer.get();
        Campaigns.create(new RepriseClient(reprise.baseUri()), "still here");
        try (var browser = Browser.open(reprise.baseUri())) {
            browser.go("/?q=still").awaitText("list:table:0:name", "still here");
            reprise.kill9();
            browser.await("the banner", it -> it.shows("offline"));
            reprise.restart();
            browser.await("the page", it -> !it.shows("offline"));
            browser.awaitText("list:table:0:name", "still here");
            browser.click("list:table:0:start");
            browser.awaitText("ask", "recipients will get revision 1");
        }
    }
}
