package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.KnownCampaigns;

/** Makes copies of campaigns that nobody takes for their originals. */
@ApplicationScoped
public class Copies {
    @Inject
    private CampaignService desk;

    @Inject
    private KnownCampaigns campaigns;

    @Inject
    private Words words;

    /** @throws org.reprise.campaign.CampaignRefused as a clone is */
    Campaign make(long id) {
        var taken = campaigns.all().stream()
                .map(Campaign::name)
                .filter(name -> name != null)
                .collect(Collectors.toSet());
        return desk.clone(id, CopyName.of(words.label(desk.find(id)), name -> words.of("list.copyOf", name), taken));
    }
}
