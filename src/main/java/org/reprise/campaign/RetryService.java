package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.DeliveriesDecided;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.Failure;
import org.reprise.delivery.ledger.Retryable;
import org.reprise.restore.Confirmation;

/** Where operators send again to failed recipients whose reason may be over. */
@ApplicationScoped
public class RetryService {
    private static final Logger LOG = Logger.getLogger(RetryService.class.getName());

    private final CampaignStore store;
    private final CampaignService desk;
    private final FailedDeliveries failed;
    private final Audit audit;
    private final Consumer<Object> tell;

    @Inject
    RetryService(
            CampaignStore store, CampaignService desk, FailedDeliveries failed, Audit audit, Event<Object> events) {
        this(store, desk, failed, audit, events::fire);
    }

    public RetryService(
            CampaignStore store, CampaignService desk, FailedDeliveries failed, Audit audit, Consumer<Object> tell) {
        this.store = store;
        this.desk = desk;
        this.failed = failed;
        this.audit = audit;
        this.tell = tell;
    }

    /**
     * Who can be tried again, as of now.
     *
     * @throws CampaignRefused unknown
     */
    public Retryable retryable(long id) {
        return retryable(store.find(id));
    }

    private Retryable retryable(Campaign campaign) {
        return failed.retryable(campaign.id(), campaign.session(), campaign.targeting());
    }

    /**
     * Releases all who can be tried again and resumes the campaign, in one transaction. The run begins with them.
     *
     * @param confirmed how many the operator decided about
     * @throws CampaignRefused unknown; conflict when the campaign runs, its session cannot send, another number can be
     *     tried again by now, or nobody can
     */
    @Needs(Role.OPERATOR)
    public Campaign retry(long id, long confirmed) {
        try {
            var running = desk.resumeWith(id, start(confirmed), campaign -> release(campaign, confirmed));
            LOG.info(() ->
                    "campaign " + id + " is resumed with " + confirmed + " failed recipients released" + audit.by());
            tell.accept(new DeliveriesDecided(id, running.tally()));
            return running;
        } catch (CampaignRefused refused) {
            // the answer to an earlier decision may have been lost
            var now = store.reread(id);
            tell.accept(new DeliveriesDecided(id, now.tally()));
            throw refused;
        }
    }

    private static CampaignService.Start start(long confirmed) {
        return new CampaignService.Start(
                ActivityType.RETRIED,
                LocalizedMessage.of("activity.failed", confirmed),
                Confirmation.NONE,
                campaign -> {
                    if (campaign.isRunning()) {
                        throw CampaignRefused.conflict(
                                LocalizedMessage.of("retry.running", String.valueOf(campaign.id())));
                    }
                    return campaign;
                });
    }

    /** A run that starts right after the commit must not be given the set that holds them. */
    private void release(Campaign campaign, long confirmed) {
        var found = failed.release(campaign.id(), campaign.session(), campaign.targeting(), confirmed);
        if (found.total() == 0) {
            throw CampaignRefused.conflict(nobody(campaign, found.obstacles()));
        } else if (found.total() != confirmed) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("retry.changed", String.valueOf(campaign.id()), found.total(), confirmed));
        }
        audit.note(
                campaign.accountId(),
                AuditAction.RECIPIENTS_RETRIED,
                Subject.of("campaign", campaign.id()),
                Change.to(
                        Json.createObjectBuilder().add("recipients", confirmed).build()));
        store.forgetSentUsers(campaign.id());
    }

    private static LocalizedMessage nobody(Campaign campaign, Map<Failure.Obstacle, Long> obstacles) {
        var id = String.valueOf(campaign.id());
        var why = obstacles.entrySet().stream()
                .map(each -> obstacle(each.getKey(), each.getValue()))
                .toList();
        return why.isEmpty()
                ? LocalizedMessage.of("retry.none", id)
                : LocalizedMessage.of("retry.nobody", id, LocalizedMessage.list(why));
    }

    private static LocalizedMessage obstacle(Failure.Obstacle obstacle, long recipients) {
        return switch (obstacle) {
            case OPTED_OUT -> LocalizedMessage.of("retry.opted-out", recipients);
            case BLOCKED -> LocalizedMessage.of("retry.blocked", recipients);
            case DEACTIVATED -> LocalizedMessage.of("retry.deactivated", recipients);
            case NOT_SELECTED -> LocalizedMessage.of("retry.not-selected", recipients);
            case SILENT -> LocalizedMessage.of("retry.silent", recipients);
        };
    }
}
