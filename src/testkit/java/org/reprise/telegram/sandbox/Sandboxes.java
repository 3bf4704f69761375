package org.reprise.telegram.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.reprise.Settings;
import org.reprise.telegram.Session;
import org.reprise.testing.TestDatabase;

/** Settings and sessions for the sandbox's tests: nobody refuses, nothing waits, unless a test says so. */
final class Sandboxes {
    private Sandboxes() {}

    /** @param keys name after {@code REPRISE_SANDBOX_}, value, and so on */
    static Settings settings(String... keys) {
        var all = new HashMap<String, String>(Map.of(
                "REPRISE_SANDBOX_LATENCY_MS", "0",
                "REPRISE_SANDBOX_REFUSED_PERCENT", "0",
                "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        for (int key = 0; key < keys.length; key += 2) {
            all.put("REPRISE_SANDBOX_" + keys[key], keys[key + 1]);
        }
        return TestDatabase.settings(all);
    }

    static Session session(String name) {
        return new Session(1, 1, name, Session.Kind.SANDBOX, Session.Via.SANDBOX);
    }
}
