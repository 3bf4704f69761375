package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.reprise.delivery.ledger.EligibilityFacts;
import org.reprise.delivery.ledger.EligibilityFacts.Sender;
import org.reprise.delivery.ledger.EligibilityReader;
import org.reprise.delivery.ledger.EligibilityRules;

/**
 * Answers why somebody was not written to. Reads the database alone: no run has to be there, and what holds up the
 * whole run, a pause or an outage, is no reason here.
 */
@ApplicationScoped
public class WhyService {
    private final Campaigns campaigns;
    private final EligibilityReader reader;

    @Inject
    public WhyService(Campaigns campaigns, EligibilityReader reader) {
        this.campaigns = campaigns;
        this.reader = reader;
    }

    /**
     * @param user a Telegram user id, at least 1, whether or not anybody knows it
     * @throws CampaignRefused unknown
     */
    public Why why(long campaign, long user) {
        return why(campaigns.find(campaign).orElseThrow(CampaignRefused::unknown), user);
    }

    /** The same of a campaign that was just read. */
    public Why why(Campaign campaign, long user) {
        // after the campaign: what happened to the person meanwhile is known then
        var person = reader.person(campaign.id(), campaign.session(), campaign.targeting(), user);
        var sender = new Sender(
                campaign.session(),
                campaign.targeting(),
                campaign.cap(),
                campaign.tally().attempted(),
                campaign.isRunning());
        return new Why(campaign, person, EligibilityRules.decide(new EligibilityFacts(sender, person)));
    }
}
