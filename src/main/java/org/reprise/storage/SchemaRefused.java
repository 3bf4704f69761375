package org.reprise.storage;

import org.reprise.Settings;
import org.reprise.StartRefused;

/** The database is not one that this Reprise may work on, and only an operator can change that. Nothing was changed. */
public final class SchemaRefused extends StartRefused {
    private static final long serialVersionUID = 1;

    /** @param reason goes on after the database's name, in one line */
    SchemaRefused(Settings.Database database, String reason, Throwable cause) {
        super("REPRISE_DB_URL=" + database + ": " + reason, cause);
    }
}
