package org.reprise.testing.fakebot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bots that this Telegram knows, by token. */
final class Bots {
    private final Map<String, Bot> byToken = new ConcurrentHashMap<>();

    Bot make(String token) {
        return byToken.computeIfAbsent(token, Bot::new);
    }

    /** Null when nobody has that token, or nobody any more. */
    Bot find(String token) {
        return byToken.get(token);
    }

    void revoke(String token) {
        var revoked = byToken.remove(token);
        if (revoked != null) {
            revoked.close();
        }
    }
}
