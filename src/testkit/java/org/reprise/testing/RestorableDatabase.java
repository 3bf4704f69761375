package org.reprise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database that can be put back to what it was: as a file, or as a PostgreSQL database that is made anew. */
public sealed interface RestorableDatabase {

    String url();

    /** Keeps what is committed now. */
    void backUp();

    /** Puts that in its place. Nobody may be at work on it. */
    void restore();

    static RestorableDatabase of(TestDatabase database) {
        var url = database.url();
        return database == TestDatabase.SQLITE ? new Sqlite(url) : new Postgresql(url);
    }

    record Sqlite(String url) implements RestorableDatabase {
        public Path file() {
            return Path.of(url.substring("jdbc:sqlite:".length()));
        }

        private Path backup() {
            return Path.of(file() + ".backup");
        }

        @Override
        public void backUp() {
            remove(backup());
            run(url, "vacuum into '" + backup() + "'");
        }

        @Override
        public void restore() {
            remove(file());
            remove(Path.of(file() + "-wal"));
            remove(Path.of(file() + "-shm"));
            try (var out = Files.newOutputStream(file())) {
                Files.copy(backup(), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    record Postgresql(String url) implements RestorableDatabase {
        private String name() {
            return url.replaceAll(".*/|\\?.*", "");
        }

        @Override
        public void backUp() {
            copy(name(), name() + "_backup");
        }

        @Override
        public void restore() {
            copy(name() + "_backup", name());
        }

        private void copy(String from, String to) {
            var server = url.replace("/" + name(), "/postgres");
            run(server, "drop database if exists " + to + " with (force)");
            run(
                    server,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from
                            + "' and backend_type = 'client backend'");
            run(server, "create database " + to + " template " + from);
        }
    }

    private static void run(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
