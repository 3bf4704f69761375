package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.reprise.delivery.ledger.DeliveriesDecided;

/**
 * The newest that happened to each campaign, in memory: whoever polls a status while the database is frozen would wait
 * for half a minute. {@link Campaigns} tells of each commit. A list that missed a change is not shown, but read again.
 * Safe for many threads.
 */
@ApplicationScoped
public class RecentActivity {
    static final int SIZE = 10;

    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /**
     * @param newest newest first, {@link #SIZE} at the most
     * @param changes the campaign's, as of this list
     */
    private record Known(List<Activity> newest, int changes) {}

    /** The list was read, or begins. Of two the one that saw more changes is kept. */
    void put(Campaign asOf, List<Activity> newest) {
        known.merge(
                asOf.id(),
                new Known(List.copyOf(newest), asOf.changes()),
                (before, now) -> before.changes > now.changes ? before : now);
    }

    /**
     * The campaign was changed.
     *
     * @param activity what was noted of it; empty: nothing
     */
    void changed(Campaign now, Optional<Activity> activity) {
        known.computeIfPresent(now.id(), (id, before) -> {
            if (before.changes >= now.changes()) {
                return before;
            }
            return before.changes == now.changes() - 1 ? new Known(with(activity, before.newest), now.changes()) : null;
        });
    }

    private static List<Activity> with(Optional<Activity> activity, List<Activity> others) {
        return Stream.concat(activity.stream(), others.stream()).limit(SIZE).toList();
    }

    /** Something was noted without a change of the campaign. */
    void noted(long campaign) {
        known.remove(campaign);
    }

    /** Some of what is known may be gone. */
    void forgotten() {
        known.clear();
    }

    /** What was decided is noted with the deliveries. */
    public void decided(@Observes DeliveriesDecided event) {
        noted(event.campaignId());
    }

    /** Empty: it has to be read. */
    Optional<List<Activity>> of(Campaign campaign) {
        return Optional.ofNullable(known.get(campaign.id()))
                .filter(list -> list.changes >= campaign.changes())
                .map(Known::newest);
    }
}
