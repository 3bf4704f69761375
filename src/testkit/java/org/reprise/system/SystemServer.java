package org.reprise.system;

import java.util.Map;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.fakebot.FakeTelegram;

/** One Reprise, with a Telegram that it can reach, for all tests here that leave it as it was. */
final class SystemServer {
    private static RepriseServer running;

    private SystemServer() {}

    static synchronized RepriseServer get() {
        if (running == null) {
            var telegram = FakeTelegram.start();
            running = RepriseServer.start(Map.of(
                    "REPRISE_BOT_API_URL", telegram.url(),
                    "REPRISE_SANDBOX", "true",
                    "REPRISE_SANDBOX_CONTACTS", "20"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                running.close();
                telegram.close();
            }));
        }
        return running;
    }
}
