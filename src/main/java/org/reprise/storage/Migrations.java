package org.reprise.storage;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.reprise.RepriseVersion;
import org.reprise.Settings;

/** The steps by which a database comes to this version's schema, in {@code db/migration}. */
public final class Migrations {
    /** In the history of a database, a version of Reprise follows. */
    static final String AUTHOR = "Reprise ";

    private Migrations() {}

    /** Applies those that the database lacks. Several servers may do so at once. */
    public static void apply(DataSource source, Settings.Database database) {
        of(source, database).load().migrate();
    }

    /** For whoever wants only some of them. */
    public static FluentConfiguration of(DataSource source, Settings.Database database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                // else it would warn of steps that it does not know, and go on
                .ignoreMigrationPatterns(new String[0])
                .installedBy(AUTHOR + RepriseVersion.current())
                .placeholders(Map.of(
                        "clustered", database.isSqlite() ? "without rowid" : "",
                        "json", database.isSqlite() ? "text" : "jsonb",
                        "onPostgresql", database.isSqlite() ? "--" : "",
                        "onSqlite", database.isSqlite() ? "" : "--"));
    }
}
