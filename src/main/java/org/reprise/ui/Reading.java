package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.reprise.campaign.CampaignSnapshot;
import org.reprise.campaign.CampaignSnapshots;

/** What one answer shows of a campaign, in all its parts: read once, so that they are of the same moment. */
@RequestScoped
public class Reading {
    @Inject
    private CampaignSnapshots readings;

    private CampaignSnapshot reading;

    CampaignSnapshot of(long id) {
        if (reading == null || reading.campaign().id() != id) {
            reading = readings.of(id);
        }
        return reading;
    }
}
