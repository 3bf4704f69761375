package org.reprise.campaign;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.reprise.access.Account;
import org.reprise.access.Accounts;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.delivery.run.RunOutcome;
import org.reprise.delivery.run.RunOwner;
import org.reprise.delivery.run.RunPlan;
import org.reprise.message.Message;

/** What runs ask of campaigns: from storage, so that an edit on another server holds as well. */
@ApplicationScoped
public class RunningCampaigns implements RunOwner {
    private static final Logger LOG = Logger.getLogger(RunningCampaigns.class.getName());

    private final Campaigns campaigns;
    private final CampaignStore store;
    private final Accounts accounts;

    @Inject
    public RunningCampaigns(Campaigns campaigns, CampaignStore store, Accounts accounts) {
        this.campaigns = campaigns;
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public Optional<RunPlan> plan(long campaignId, int run) {
        var stored = campaigns.find(campaignId);
        stored.ifPresent(this::remember);
        return stored.filter(campaign -> campaign.isRunning() && campaign.run() == run)
                .map(campaign -> new RunPlan(
                        campaign.id(),
                        run,
                        campaign.version(),
                        campaign.session(),
                        campaign.targeting(),
                        campaign.revision(),
                        campaign.message(),
                        campaign.cap(),
                        accounts.find(campaign.accountId()).map(Account::cap).orElse(null),
                        campaign.pace()));
    }

    /** A run does not end because memory is busy; it is told again. */
    private void remember(Campaign campaign) {
        try {
            store.learn(campaign);
        } catch (EJBException e) {
            LOG.log(Level.WARNING, e, () -> "campaign " + campaign.id() + " is shown as it was for a while");
        }
    }

    @Override
    public boolean finish(RunPlan plan, RunOutcome outcome, EndCause why) {
        var ended = campaigns.change(
                plan.campaignId(),
                activity(outcome),
                why == null ? null : why.said(),
                campaign -> isStill(campaign, plan) ? campaign.ended(outcome, why, campaigns.now()) : campaign);
        boolean finished = !ended.isRunning() && ended.run() == plan.run() && ended.version() == plan.version();
        if (finished) {
            LOG.info(() -> "campaign " + ended.id() + " " + ended.status() + ": "
                    + ended.tally().sent() + " sent, "
                    + ended.tally().failed() + " failed, " + ended.tally().uncertain() + " uncertain"
                    + (why == null ? "" : "; " + why.said()));
            store.forgetSentUsers(ended.id());
            store.changed(ended);
        }
        return finished;
    }

    private static ActivityType activity(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> ActivityType.COMPLETED;
            case STOPPED -> ActivityType.STOPPED;
            case FAILED -> ActivityType.FAILED;
        };
    }

    private static boolean isStill(Campaign campaign, RunPlan plan) {
        return campaign.isRunning() && campaign.run() == plan.run() && campaign.version() == plan.version();
    }

    @Override
    public Map<Integer, Message> messages(long campaignId) {
        return campaigns.revisions(campaignId).stream()
                .collect(Collectors.toMap(MessageRevision::number, MessageRevision::message));
    }

    @Override
    public SentUsers sentUsers(long campaignId) {
        return store.sentUsers(campaignId);
    }
}
