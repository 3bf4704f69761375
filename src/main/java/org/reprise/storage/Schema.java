package org.reprise.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.reprise.Settings;

/**
 * Brings the database to this version's schema, before anything reads or writes it.
 *
 * <p>The data source is defined here, by the WAR, and pooled by the container: the same on every server, and one
 * setting ({@code REPRISE_DB_URL}) chooses the database.
 */
@DataSourceDefinition(
        name = Schema.DATA_SOURCE,
        className = "org.reprise.storage.DatabaseByUrl",
        transactional = false,
        initialPoolSize = 1,
        minPoolSize = 1,
        maxPoolSize = 24,
        // only Payara reads these: a connection that a restarted PostgreSQL has dropped is not handed out again
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
        })
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {
    static final String DATA_SOURCE = "java:app/jdbc/reprise";
    private static final Logger LOG = Logger.getLogger(Schema.class.getName());

    @Resource(lookup = DATA_SOURCE)
    private DataSource source;

    @Inject
    private Settings settings;

    @PostConstruct
    void announce() {
        LOG.info(() -> "Reprise starts with " + settings);
    }

    /**
     * @throws StorageUnavailable while the database cannot be reached: it may be starting, too
     * @throws RuntimeException when it refuses, and would again: it is not there, or the password is wrong
     */
    public void bringUpToDate() {
        // connections of its own: the statements of a migration may take as long as they need
        var database = DatabaseByUrl.patient(settings.database());
        try {
            database.getConnection().close();
        } catch (SQLException e) {
            throw DatabaseByUrl.isOutOfReach(e)
                    ? new StorageUnavailable(e)
                    : new IllegalStateException("REPRISE_DB_URL=" + settings.database() + ": " + e.getMessage(), e);
        }
        migrate(database, settings.database());
    }

    @Produces
    @RepriseDatabase
    public DataSource dataSource() {
        return source;
    }

    /** Applies the migrations that the database lacks. */
    public static void migrate(DataSource source, Settings.Database database) {
        migrations(source, database).load().migrate();
    }

    /** The migrations of a database, for whoever wants only some of them. */
    public static FluentConfiguration migrations(DataSource source, Settings.Database database) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of(
                        "clustered", database.isSqlite() ? "without rowid" : "",
                        "onPostgresql", database.isSqlite() ? "--" : ""));
    }
}
