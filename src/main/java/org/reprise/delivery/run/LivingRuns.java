package org.reprise.delivery.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this server that may still hold claims: their replies will come. */
@ApplicationScoped
public class LivingRuns {
    private final Set<RunHandle> runs = ConcurrentHashMap.newKeySet();

    void add(RunHandle run) {
        runs.add(run);
    }

    void remove(RunHandle run) {
        runs.remove(run);
    }

    boolean has(long campaignId, int number) {
        return runs.stream().anyMatch(run -> run.campaignId() == campaignId && run.number() == number);
    }

    List<RunHandle> of(long campaignId) {
        return runs.stream().filter(run -> run.campaignId() == campaignId).toList();
    }

    /** Runs that hand over, or wait for replies to record. */
    public int count() {
        return runs.size();
    }

    /** What all runs were told and have not taken up: replies, edits, stops. Waits for nobody. */
    public int queued() {
        return runs.stream().mapToInt(RunHandle::queued).sum();
    }

    Set<RunHandle> all() {
        return Set.copyOf(runs);
    }
}
