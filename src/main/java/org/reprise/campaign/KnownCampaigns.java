package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** All campaigns of the caller's account as memory has them: for figures about all of them, without the database. */
@ApplicationScoped
public class KnownCampaigns {
    private final CampaignRegistry registry;
    private final Campaigns campaigns;

    @Inject
    public KnownCampaigns(CampaignRegistry registry, Campaigns campaigns) {
        this.registry = registry;
        this.campaigns = campaigns;
    }

    /** In no order; archived ones as well. */
    public List<Campaign> all() {
        return registry.all().stream().filter(campaigns::maySee).toList();
    }
}
