package org.reprise.ui;

import java.util.Map;
import org.reprise.testing.ReprisePayara;

/** One Reprise for all tests of pages: booting it takes longer than most of them. */
final class UiServer {
    private static ReprisePayara running;

    private UiServer() {}

    static synchronized ReprisePayara get() {
        if (running == null) {
            running = ReprisePayara.start(
                    Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "4", "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }
}
