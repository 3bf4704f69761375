package org.reprise.storage;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Gives the database back at the end. Whatever works on the database, or in the data directory, depends on this bean
 * and so stops before it.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class GivingBack {
    @Inject
    private DatabaseOwnership ownership;

    @PreDestroy
    void giveBack() {
        ownership.release();
    }
}
