package org.reprise.telegram.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that ever arrived in any sandbox of a data directory: Telegram's own record, apart from the ledger. */
public final class SandboxRecords {
    private SandboxRecords() {}

    public record Arrival(long recipient, long campaign, long millis, String text) {}

    public static List<Arrival> of(Path dataDir) {
        var arrivals = new ArrayList<Arrival>();
        try (var sessions = Files.list(dataDir.resolve("sandbox"))) {
            for (var session : sessions.toList()) {
                for (var volume : InboxVolume.in(session)) {
                    InboxVolume.scan(
                            volume,
                            (id, who, reference, millis, place) ->
                                    arrivals.add(new Arrival(who, reference, millis, InboxVolume.text(volume, place))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return arrivals;
    }
}
