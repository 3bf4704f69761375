package org.reprise.ui;

import java.net.http.HttpRequest.BodyPublishers;
import org.reprise.testing.RepriseClient;

/** Campaigns that tests of pages find there. */
final class Campaigns {
    private Campaigns() {}

    /** A draft on the session demo that sends a message a second, so that it runs for as long as a test needs it to. */
    static long create(RepriseClient client, String text) {
        return create(client, "demo", ",\"message_text\":\"" + text + "\"");
    }

    /** A draft on that session. @param members with a comma before each */
    static long create(RepriseClient client, String session, String members) {
        var json = "{\"account_id\":1,\"session\":\"" + session + "\"" + members + "}";
        var answer = client.exchange("POST", "/campaigns", "application/json", BodyPublishers.ofString(json));
        return RepriseClient.json(answer).getJsonNumber("id").longValue();
    }
}
