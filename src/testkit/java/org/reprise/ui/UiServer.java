package org.reprise.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                keepLog();
                running.close();
            }));
        }
        return running;
    }

    /** What a page only calls an error stands in the server's log alone. */
    private static void keepLog() {
        try {
            Files.writeString(
                    Path.of(
                            "target",
                            "failsafe-reports",
                            "ui-server-" + ProcessHandle.current().pid() + ".log"),
                    running.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
