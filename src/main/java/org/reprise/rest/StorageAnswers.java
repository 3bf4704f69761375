package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.storage.Storage;
import org.reprise.storage.StorageUnavailable;

/** Ready: everything has started, the campaigns are in memory, and the database answers. */
@Readiness
@ApplicationScoped
public class StorageAnswers implements HealthCheck {
    @Inject
    private Doors doors;

    @Inject
    private Storage storage;

    @Inject
    private CampaignRegistry registry;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("reprise");
        if (!doors.areOpen()) {
            return answer.withData("waiting_for", doors.waitingFor()).down().build();
        }
        try {
            storage.ping();
            return answer.withData("campaigns", registry.all().size()).up().build();
        } catch (StorageUnavailable e) {
            return answer.withData("waiting_for", "database").down().build();
        }
    }
}
