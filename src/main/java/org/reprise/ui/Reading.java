package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.reprise.campaign.CampaignReading;
import org.reprise.campaign.CampaignReadings;

/** What one answer shows of a campaign, in all its parts: read once, so that they are of the same moment. */
@RequestScoped
public class Reading {
    @Inject
    private CampaignReadings readings;

    private CampaignReading reading;

    CampaignReading of(long id) {
        if (reading == null || reading.campaign().id() != id) {
            reading = readings.of(id);
        }
        return reading;
    }
}
