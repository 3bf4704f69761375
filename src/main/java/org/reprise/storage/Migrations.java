package org.reprise.storage;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.reprise.Settings;

/** The steps by which a database comes to this version's schema, in {@code db/migration}. */
public final class Migrations {
    private Migrations() {}

    /** Applies those that the database lacks. Several servers may do so at once. */
    public static void apply(DataSource source, Settings.Database database) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of(
                        "clustered", database.isSqlite() ? "without rowid" : "",
                        "onPostgresql", database.isSqlite() ? "--" : ""))
                .load()
                .migrate();
    }
}
