package org.reprise.storage;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.reprise.Settings;

/** Brings the database to this version's schema before anything else starts. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class.getName());

    @Inject
    @RepriseDatabase
    private DataSource source;

    @Inject
    private Settings settings;

    @PostConstruct
    void bringUpToDate() {
        LOG.info(() -> "Reprise starts with " + settings);
        Migrations.apply(source, settings.database());
    }
}
