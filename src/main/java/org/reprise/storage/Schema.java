package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.reprise.Settings;
import org.reprise.StartRefused;

/** Brings the database to this version's schema, before anything reads or writes it. */
@ApplicationScoped
public class Schema {
    private final Settings settings;

    protected Schema() {
        this(null);
    }

    @Inject
    Schema(Settings settings) {
        this.settings = settings;
    }

    /**
     * @throws StorageUnavailable while the database cannot be reached: it may be starting, too
     * @throws RuntimeException when it refuses, and would again: it is not there, the password is wrong or missing, or
     *     it would acknowledge commits that a crash takes back
     */
    public void bringUpToDate() {
        // as everybody opens it: a pooler may not take that
        try (var connection = DatabaseByUrl.of(settings.database()).getConnection()) {
            if (!settings.database().isSqlite()) {
                DatabaseByUrl.requireDurableCommits(connection);
            }
        } catch (SQLException e) {
            throw DatabaseByUrl.isOutOfReach(e)
                    ? new StorageUnavailable(e)
                    : new StartRefused("REPRISE_DB_URL=" + settings.database() + ": " + e.getMessage(), e);
        }
        // connections of its own: the statements of a migration may take as long as they need
        Migrations.apply(DatabaseByUrl.patient(settings.database()), settings.database());
    }
}
