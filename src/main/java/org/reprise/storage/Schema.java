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
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.reprise.Settings;

/**
 * Brings the database to this version's schema before anything else starts.
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
    void bringUpToDate() {
        LOG.info(() -> "Reprise starts with " + settings);
        migrate(source, settings.database());
    }

    @Produces
    @RepriseDatabase
    public DataSource dataSource() {
        return source;
    }

    /** Applies the migrations that the database lacks. */
    public static void migrate(DataSource source, Settings.Database database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of(
                        "clustered", database.isSqlite() ? "without rowid" : "",
                        "onPostgresql", database.isSqlite() ? "--" : ""))
                .load()
                .migrate();
    }
}
