package org.reprise.ui;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.progress.CampaignAccounts;

/** Answers the socket, which may not know the room campaign. */
@Dependent
public class CampaignAccountsInMemory implements CampaignAccounts {
    private final CampaignRegistry registry;

    @Inject
    CampaignAccountsInMemory(CampaignRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Long> of(long campaignId) {
        return registry.find(campaignId).map(Campaign::accountId);
    }
}
