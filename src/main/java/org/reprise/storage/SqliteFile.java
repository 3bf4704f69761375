package org.reprise.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.sqlite.SQLiteDataSource;

/**
 * The file of an SQLite database, by its real path: however a URL names it, two servers find that they mean the same.
 */
final class SqliteFile {
    private final Settings.Database settings;
    private final Path path;

    /** Keeps the write-ahead log from being deleted, and the numbers of both files from being used again. */
    private Connection anchor;

    private SqliteFile(Settings.Database settings, Path path) {
        this.settings = settings;
        this.path = path;
    }

    /**
     * Asks SQLite itself, which makes the file when there is none.
     *
     * @return empty for a database in memory, which nobody else can have
     * @throws SQLException when it cannot be opened, or has several names: each name would have a log of its own
     */
    static Optional<SqliteFile> of(Settings.Database settings) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl(settings.url());
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(Statements.of("storage").get("sqlite-file"))) {
            var file = row.next() ? row.getString(1) : null;
            if (file == null || file.isEmpty()) {
                return Optional.empty();
            }
            var path = Path.of(file).toRealPath();
            requireOneName(path);
            return Optional.of(new SqliteFile(settings, path));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static void requireOneName(Path path) throws IOException, SQLException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(path, "unix:nlink") > 1) {
            throw new SQLException(
                    path + " has several names (hard links), and SQLite would keep a log for each of them."
                            + " Give Reprise a copy that has one name.");
        }
    }

    Path path() {
        return path;
    }

    /** Beside the database. */
    Path lockPath() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    /** Whether anybody ever wrote to it. */
    boolean hasContent() throws IOException {
        return Files.size(path) > 0;
    }

    /**
     * Opens the database, and keeps it open until {@link #close}.
     *
     * @return the database and its log
     */
    List<WatchedFile> open() throws SQLException, IOException {
        var before = WatchedFile.of(path);
        anchor = DatabaseByUrl.patient(settings).getConnection();
        try (var statement = anchor.createStatement();
                var read = statement.executeQuery("select count(*) from sqlite_master")) {
            read.next();
        }
        if (!before.isInPlace()) {
            close();
            throw new IOException(path + " was replaced while Reprise opened it");
        }
        var watched = new ArrayList<>(List.of(before));
        for (var log : logs()) {
            if (Files.exists(log)) {
                watched.add(WatchedFile.of(log));
            }
        }
        return watched;
    }

    private List<Path> logs() {
        return Stream.of("-wal", "-shm")
                .map(suffix -> path.resolveSibling(path.getFileName() + suffix))
                .toList();
    }

    /** Has nobody else read the database, wherever it lies. What SQLite makes later has the rights of the database. */
    void closeToOthers() {
        PrivateFiles.closeFile(path);
        PrivateFiles.closeFile(lockPath());
        logs().forEach(PrivateFiles::closeFile);
    }

    void close() throws SQLException {
        if (anchor != null) {
            anchor.close();
            anchor = null;
        }
    }
}
