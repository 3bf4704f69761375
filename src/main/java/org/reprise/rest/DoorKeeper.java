package org.reprise.rest;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Opens when every other singleton has started, and closes before the first of them stops. */
@Singleton
@Startup
@DependsOn("Continuation")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DoorKeeper {
    @Inject
    private Doors doors;

    @PostConstruct
    void comeIn() {
        doors.open();
    }

    @PreDestroy
    void closingTime() {
        doors.close();
    }
}
