package org.reprise.campaign;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.storage.Storage;

/** Reads all that a page shows of a campaign at once. */
@Dependent
public class CampaignSnapshots {
    /** As many stretches of time as a curve has points for. */
    private static final int STRETCHES = 120;

    /** One more than pages show, which is what the first of them changed. */
    private static final int NEWEST_REVISIONS = 21;

    private final Storage storage;
    private final Campaigns campaigns;
    private final DeliveryCounts counts;

    @Inject
    public CampaignSnapshots(Storage storage, Campaigns campaigns, DeliveryCounts counts) {
        this.storage = storage;
        this.campaigns = campaigns;
        this.counts = counts;
    }

    /** @throws CampaignRefused unknown */
    public CampaignSnapshot of(long id) {
        return storage.atOneMoment(() -> new CampaignSnapshot(
                campaigns.find(id).orElseThrow(CampaignRefused::unknown),
                campaigns.newestRevisions(id, NEWEST_REVISIONS),
                counts.byReason(id),
                counts.inTime(id, STRETCHES)));
    }
}
