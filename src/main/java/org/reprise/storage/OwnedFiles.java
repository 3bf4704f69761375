package org.reprise.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.reprise.Settings;
import org.reprise.TimeSource;

/**
 * The files that one server at a time works in: the data directory, and SQLite's database wherever it lies. Each has a
 * {@link LockFile}; all are watched, for a running server does not notice by itself that its files were moved away.
 */
final class OwnedFiles {
    /** In the data directory. */
    static final String LOCK = "reprise.lock";

    /** So long after a look the files are taken to be in their places. Shorter than any start of another server. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Longer than a running server takes to notice that its lock file is gone. */
    private static final long NOTICED_NANOS = FRESH_NANOS + TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final TimeSource time;

    // until everything is taken, one thread at a time
    private LockFile directory;
    private SqliteFile database;
    private LockFile databaseLock;
    /** The lock file that somebody else had when this server looked last. */
    private WatchedFile seen;

    private long notBefore;

    private volatile List<WatchedFile> watched = List.of();
    private volatile WatchedFile missing;
    private volatile long lookedAt;

    OwnedFiles(Settings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
    }

    /**
     * Does nothing when it has them.
     *
     * @throws HeldByAnother while another server does
     * @throws StorageUnavailable when they cannot be locked now
     * @throws SQLException when the database's file cannot be opened
     */
    void take(Holder me) throws SQLException {
        try {
            if (!watched.isEmpty() && missing() != null) {
                // they went away while this server waited for something else
                release();
            }
            if (watched.isEmpty()) {
                watched = taken(me);
                look();
            }
        } catch (IOException e) {
            throw new StorageUnavailable(e);
        }
    }

    private List<WatchedFile> taken(Holder me) throws IOException, SQLException {
        if (directory == null) {
            PrivateFiles.makeDirectory(settings.dataDir());
            var place = settings.dataDir().toRealPath();
            directory = LockFile.take(place.resolve(LOCK), "this data directory", me);
            PrivateFiles.closeAll(place);
        }
        var files = new ArrayList<WatchedFile>();
        files.add(new WatchedFile(
                settings.dataDir().resolve(LOCK), directory.file().key()));
        if (settings.database().isSqlite() && takeDatabase(me)) {
            files.add(databaseLock.file());
            files.addAll(database.open());
            database.closeToOthers();
        }
        return List.copyOf(files);
    }

    /** @return false when nobody else can have it */
    private boolean takeDatabase(Holder me) throws IOException, SQLException {
        database = SqliteFile.of(settings.database()).orElse(null);
        if (database == null) {
            return false;
        }
        if (databaseLock == null) {
            lockDatabase(me);
        }
        if (notBefore - time.nanos() > 0) {
            throw new IOException(databaseLock.file().path()
                    + " is new, and whoever had an older one may not have noticed yet that it is gone");
        }
        return true;
    }

    private void lockDatabase(Holder me) throws IOException {
        boolean hadContent = database.hasContent();
        try {
            databaseLock = LockFile.take(database.lockPath(), "this database", me);
        } catch (HeldByAnother e) {
            seen = WatchedFile.of(database.lockPath());
            throw e;
        }
        boolean isAnother = seen != null && !seen.equals(databaseLock.file());
        boolean mayBeNew = databaseLock.isNew() && hadContent;
        notBefore = time.nanos() + (isAnother || mayBeNew ? NOTICED_NANOS : 0);
    }

    /** Looks whether they are where they were. */
    void look() {
        long now = time.nanos();
        missing = missing();
        lookedAt = now;
    }

    private WatchedFile missing() {
        return watched.stream().filter(file -> !file.isInPlace()).findFirst().orElse(null);
    }

    /** @return what was not in its place at the last look */
    Optional<Path> missingPath() {
        var gone = missing;
        return gone == null ? Optional.empty() : Optional.of(gone.path());
    }

    /** Whether all were in their places a moment ago: a frozen server wakes with an old look. */
    boolean isFresh() {
        return missing == null && time.nanos() - lookedAt < FRESH_NANOS;
    }

    /** Looks at once. Asked before a file is opened by its path, and after. */
    boolean areInPlace() {
        return missing() == null;
    }

    /** Whoever has the same one has the same lock on the same directory: two of them do not live at the same time. */
    String place() {
        return BootId.current()
                .map(boot ->
                        boot + " " + directory.id() + " " + directory.file().key())
                .orElse("");
    }

    /** Frees them for others. */
    void release() throws SQLException {
        watched = List.of();
        try {
            if (database != null) {
                database.close();
            }
        } finally {
            for (var lock : new LockFile[] {databaseLock, directory}) {
                if (lock != null) {
                    lock.release();
                }
            }
            databaseLock = null;
            directory = null;
        }
    }
}
