package org.reprise.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** Servers of one database, as far as who has it goes. Time stands still, and nobody looks, unless a test says so. */
final class Servers implements AutoCloseable {
    final String url;
    private final TestTime time = new TestTime(Instant.parse("2026-03-01T12:00:00Z"), Long.MAX_VALUE - 1);
    private final List<DatabaseOwnership> all = new ArrayList<>();

    /** What they told. */
    final Queue<Object> told = new ConcurrentLinkedQueue<>();

    Servers(TestDatabase database) {
        this(database.url());
    }

    Servers(String url) {
        this.url = url;
    }

    /** With a data directory of its own. */
    DatabaseOwnership another() {
        return in(TestDatabase.temporaryDirectory());
    }

    DatabaseOwnership in(Path dataDir) {
        return of(settings(url, dataDir));
    }

    DatabaseOwnership of(Settings settings) {
        var server = new DatabaseOwnership(settings, new Schema(settings), time, told::add, work -> new Thread());
        all.add(server);
        return server;
    }

    static Settings settings(String url, Path dataDir) {
        return TestDatabase.settings(Map.of("REPRISE_DB_URL", url, "REPRISE_DATA_DIR", dataDir.toString()));
    }

    void pass(double seconds) {
        time.pass(Duration.ofNanos((long) (seconds * 1e9)));
    }

    @Override
    public void close() {
        all.forEach(DatabaseOwnership::release);
    }
}
