package org.reprise.campaign;

import static jakarta.ejb.LockType.READ;
import static jakarta.ejb.LockType.WRITE;

import jakarta.ejb.AccessTimeout;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Lock;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reprise.delivery.ledger.SentUsers;

/**
 * The campaigns in memory: what a status read answers from, without the database.
 *
 * <p>The maps are a cache of storage, filled from it at start ({@link ResumeAfterRestart}). The container's locks guard
 * them: methods are short, do no I/O, and no map leaves. An older state never replaces a newer one, in whatever order
 * two changes arrive.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.CONTAINER)
@TransactionManagement(TransactionManagementType.BEAN)
@AccessTimeout(5000)
@Lock(READ)
public class CampaignRegistry {
    private final Map<Long, Campaign> CAMPAIGN_DATA = new HashMap<>();
    private final Map<Long, CampaignStatus> CAMPAIGN_STATUS = new HashMap<>();
    private final Map<Long, SentUsers> SENT_USERS = new HashMap<>();
    /** How many changes a deleted campaign had: an older state of it never comes back. */
    private final Map<Long, Integer> DELETED = new HashMap<>();

    public Optional<Campaign> find(long id) {
        return Optional.ofNullable(CAMPAIGN_DATA.get(id));
    }

    public Optional<CampaignStatus> status(long id) {
        return Optional.ofNullable(CAMPAIGN_STATUS.get(id));
    }

    public List<Campaign> all() {
        return List.copyOf(CAMPAIGN_DATA.values());
    }

    /**
     * Keeps the campaign, unless this state of it or a newer one is here.
     *
     * @return whether it was news
     */
    @Lock(WRITE)
    public boolean put(Campaign campaign) {
        var known = CAMPAIGN_DATA.get(campaign.id());
        int deleted = DELETED.getOrDefault(campaign.id(), 0);
        boolean news = campaign.changes() > (known == null ? deleted : known.changes());
        if (news) {
            CAMPAIGN_DATA.put(campaign.id(), campaign);
            CAMPAIGN_STATUS.put(campaign.id(), campaign.status());
        }
        return news;
    }

    /** It is in storage no more. */
    @Lock(WRITE)
    public void remove(Campaign deleted) {
        DELETED.put(deleted.id(), deleted.changes());
        CAMPAIGN_DATA.remove(deleted.id());
        CAMPAIGN_STATUS.remove(deleted.id());
        SENT_USERS.remove(deleted.id());
    }

    /** The campaign's exclusion set, the same one for every run of this server. */
    @Lock(WRITE)
    public SentUsers sentUsers(long id) {
        return SENT_USERS.computeIfAbsent(id, unused -> new SentUsers());
    }

    /**
     * The next run reads it from the ledger again: at the end of one, for memory, and when recipients were released.
     */
    @Lock(WRITE)
    public void forgetSentUsers(long id) {
        SENT_USERS.remove(id);
    }
}
