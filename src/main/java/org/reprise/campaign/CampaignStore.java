package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.SentUsers;

/**
 * Memory in front of storage: what {@link Campaigns} stored is put into {@link CampaignRegistry} and told of here, and
 * nowhere else; only the start fills memory by itself. A change is stored first; until it is told, memory is behind and
 * nobody is misled by it.
 */
@ApplicationScoped
public class CampaignStore {
    private final Campaigns campaigns;
    private final CampaignRegistry registry;
    private final Consumer<Object> tell;

    @Inject
    CampaignStore(Campaigns campaigns, CampaignRegistry registry, Event<Object> events) {
        this(campaigns, registry, events::fire);
    }

    /** @param tell hears of each change, after its commit */
    public CampaignStore(Campaigns campaigns, CampaignRegistry registry, Consumer<Object> tell) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.tell = tell;
    }

    /**
     * As memory has it.
     *
     * @throws CampaignRefused unknown, also when it is another account's than the caller's; here and below
     */
    public Campaign find(long id) {
        return known(id).or(() -> campaigns.find(id)).orElseThrow(CampaignRefused::unknown);
    }

    private Optional<Campaign> known(long id) {
        return registry.find(id).filter(campaigns::maySee);
    }

    /** As memory has it; empty: it does not know the campaign. */
    Optional<CampaignStatus> status(long id) {
        return known(id).map(Campaign::status);
    }

    /** As storage has it, without memory: it may be behind, when a change before was not answered. */
    Campaign stored(long id) {
        return campaigns.find(id).orElseThrow(CampaignRefused::unknown);
    }

    /** The same, and memory learns it. */
    Campaign reread(long id) {
        var campaign = stored(id);
        tell.accept(new CountsChanged(id, campaign.tally()));
        learn(campaign);
        return campaign;
    }

    /** Puts what was read from storage into memory, and tells of it if it is news. */
    void learn(Campaign campaign) {
        if (registry.put(campaign)) {
            tell.accept(new CampaignChanged(campaign));
        }
    }

    /** Puts what was just stored into memory, and tells of it. */
    Campaign changed(Campaign campaign) {
        registry.put(campaign);
        tell.accept(new CountsChanged(campaign.id(), campaign.tally()));
        tell.accept(new CampaignChanged(campaign));
        return campaign;
    }

    /** Who changes campaigns on this thread, for the end of a line of the log. */
    String by() {
        return campaigns.by();
    }

    /** It is in storage no more. */
    void deleted(Campaign campaign) {
        registry.remove(campaign);
        tell.accept(new CampaignChanged(campaign));
    }

    /** As {@link CampaignRegistry#sentUsers}. */
    SentUsers sentUsers(long id) {
        return registry.sentUsers(id);
    }

    /** As {@link CampaignRegistry#forgetSentUsers}. */
    void forgetSentUsers(long id) {
        registry.forgetSentUsers(id);
    }
}
