package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.reprise.audience.ContactsChanged;
import org.reprise.storage.StorageFailed;

/** Keeps what campaigns set out to reach true when people come in. */
@ApplicationScoped
public class AudienceSizes {
    private static final Logger LOG = Logger.getLogger(AudienceSizes.class.getName());

    private final Campaigns campaigns;
    private final CampaignService desk;

    @Inject
    public AudienceSizes(Campaigns campaigns, CampaignService desk) {
        this.campaigns = campaigns;
        this.desk = desk;
    }

    /**
     * Counts the audience of the session's campaigns anew. Those that are done keep what they set out for: a resume
     * counts anyway.
     */
    public void countAnew(@Observes ContactsChanged event) {
        try {
            campaigns.of(event.session()).stream()
                    .filter(campaign -> !campaign.hasEnded())
                    .forEach(desk::recount);
        } catch (StorageFailed e) {
            // the contacts are in; an old size must not make their import look failed
            LOG.log(
                    e.level(),
                    () -> "audiences of session " + event.session().name() + " were not counted anew: "
                            + e.getMessage());
        }
    }
}
