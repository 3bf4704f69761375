package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.delivery.DeliveriesRecorded;
import org.reprise.delivery.DeliveryLedger;
import org.reprise.delivery.RunWaiting;
import org.reprise.delivery.UncertainDecided;

/** The progress of every campaign, as committed: events come after the commit, and the first look reads the ledger. */
@ApplicationScoped
public class ProgressBoard {
    private final DeliveryLedger ledger;
    private final Clock clock;
    private final Map<Long, Meter> meters = new ConcurrentHashMap<>();

    protected ProgressBoard() {
        this(null, null);
    }

    @Inject
    public ProgressBoard(DeliveryLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    public Progress of(long campaignId) {
        return meter(campaignId).progress(clock.instant());
    }

    public void recorded(@Observes DeliveriesRecorded event) {
        meter(event.campaignId()).record(event, clock.instant());
    }

    public void waiting(@Observes RunWaiting event) {
        meter(event.campaignId()).wait(event);
    }

    /** The next look reads the ledger: a meter's counts never go back. */
    public void decided(@Observes UncertainDecided event) {
        meters.remove(event.campaignId());
    }

    private Meter meter(long campaignId) {
        var meter = meters.get(campaignId);
        return meter != null ? meter : meters.computeIfAbsent(campaignId, id -> new Meter(ledger.tally(id)));
    }
}
