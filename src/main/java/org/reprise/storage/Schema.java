package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.reprise.Settings;
import org.reprise.StartRefused;

/** Brings the database to this version's schema, before anything reads or writes it. Never down to an older one. */
@ApplicationScoped
public class Schema {
    /** SQLite's word for a file that is not there. */
    private static final int CANNOT_OPEN = 14;

    private static final String IN_MEMORY = "jdbc:sqlite::memory:";

    private final Settings settings;

    @Inject
    Schema(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads only: a database that is refused stays as it is.
     *
     * @throws StorageUnavailable while the database cannot be reached: it may be starting, too
     * @throws SchemaRefused when a newer Reprise wrote it, or something else
     * @throws RuntimeException when it refuses, and would again: it is not there, the password is wrong or missing, or
     *     it would acknowledge commits that a crash takes back
     */
    public void requireFit() {
        var database = settings.database();
        // as everybody opens it: a pooler may not take that
        try (var connection = DatabaseByUrl.readOnly(database).getConnection()) {
            if (!database.isSqlite()) {
                DatabaseByUrl.requireDurableCommits(connection);
                DatabaseByUrl.requireTimeouts(connection, database);
            }
        } catch (SQLException e) {
            if (database.isSqlite() && e.getErrorCode() == CANNOT_OPEN) {
                // there is none yet; or it cannot be opened to write either, which then says more
                return;
            }
            throw unusable(e);
        }
        try {
            var steps = Migrations.of(DatabaseByUrl.readOnly(database), database)
                    .load()
                    .info()
                    .all();
            new SchemaCheck(steps).refusal().ifPresent(reason -> {
                throw new SchemaRefused(database, reason, null);
            });
        } catch (FlywayException e) {
            throw failure(e, "its schema cannot be read");
        }
    }

    /** As {@link #requireFit}; then does what is left to do. */
    public void bringUpToDate() {
        if (settings.database().url().startsWith(IN_MEMORY)) {
            throw new StartRefused(List.of("REPRISE_DB_URL=" + settings.database()
                    + ": a database in memory is gone after a crash; name a file."));
        }
        requireFit();
        // connections of its own: the statements of a migration may take as long as they need
        try {
            Migrations.apply(DatabaseByUrl.patient(settings.database()), settings.database());
        } catch (FlywayException e) {
            throw failure(e, "its schema cannot be brought to the version of this Reprise");
        }
    }

    /** What is to be thrown when the database could not be opened. */
    RuntimeException unusable(SQLException e) {
        return DatabaseByUrl.isOutOfReach(e)
                ? new StorageUnavailable(e)
                : new StartRefused("REPRISE_DB_URL=" + settings.database() + ": " + e.getMessage(), e);
    }

    private RuntimeException failure(FlywayException e, String what) {
        if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new SchemaRefused(
                    settings.database(), "it holds tables that are not Reprise's. Give Reprise an empty one.", e);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof SQLException told && DatabaseByUrl.isOutOfReach(told)) {
            return new StorageUnavailable(e);
        }
        var words = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return new SchemaRefused(settings.database(), what + ": " + words, e);
    }
}
