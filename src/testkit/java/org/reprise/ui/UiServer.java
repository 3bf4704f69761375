package org.reprise.ui;

import java.util.Map;
import org.reprise.testing.RepriseServer;

/** One Reprise for all tests of pages: booting it takes longer than most of them. */
final class UiServer {
    private static RepriseServer running;

    private UiServer() {}

    static synchronized RepriseServer get() {
        if (running == null) {
            running = RepriseServer.start(
                    Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "4", "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                running.close();
                tellTroubles();
            }));
        }
        return running;
    }

    /** What a page only calls an error stands in the server's log alone. */
    private static void tellTroubles() {
        running.log()
                .lines()
                .dropWhile(line -> !line.contains(" SEVERE "))
                .limit(200)
                .forEach(System.err::println);
    }
}
