package org.reprise.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this server that may still hold claims: their replies will come. */
@ApplicationScoped
public class LivingRuns {
    private final Set<CampaignRun> runs = ConcurrentHashMap.newKeySet();

    void add(CampaignRun run) {
        runs.add(run);
    }

    void remove(CampaignRun run) {
        runs.remove(run);
    }

    boolean has(long campaignId, int number) {
        return runs.stream().anyMatch(run -> run.campaignId() == campaignId && run.number() == number);
    }

    List<CampaignRun> of(long campaignId) {
        return runs.stream().filter(run -> run.campaignId() == campaignId).toList();
    }

    Set<CampaignRun> all() {
        return Set.copyOf(runs);
    }
}
