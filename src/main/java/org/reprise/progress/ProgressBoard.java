package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.DeliveriesDecided;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.run.RunWaiting;

/** The progress of every campaign, as committed: events come after the commit. */
@ApplicationScoped
public class ProgressBoard {
    private final DeliveryLedger ledger;
    private final TimeSource time;
    private final Map<Long, Meter> meters = new ConcurrentHashMap<>();

    @Inject
    public ProgressBoard(DeliveryLedger ledger, TimeSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /**
     * As {@link #of(long, Tally)}, for whoever knows no counts: before the first news of the campaign it asks the
     * ledger.
     */
    public Progress of(long campaignId) {
        var meter = meters.get(campaignId);
        return of(campaignId, meter != null && meter.hasCounts() ? null : ledger.tally(campaignId));
    }

    /**
     * From memory.
     *
     * @param known the campaign's counts as they were read last, which hold until the first news of it
     */
    public Progress of(long campaignId, Tally known) {
        return meter(campaignId).progress(known, time.now());
    }

    /** Outcomes a second over all campaigns, averaged over the last minute; from memory. */
    public double ratePerSecond() {
        var now = time.now();
        return meters.values().stream()
                        .mapToDouble(meter -> meter.progress(now).ratePerMinute())
                        .sum()
                / 60;
    }

    public void recorded(@Observes DeliveriesRecorded event) {
        meter(event.campaignId()).record(event, time.now());
    }

    public void waiting(@Observes RunWaiting event) {
        meter(event.campaignId()).waitingChanged(event);
    }

    public void counted(@Observes CountsChanged event) {
        meter(event.campaignId()).count(event.tally(), time.now());
    }

    public void decided(@Observes DeliveriesDecided event) {
        meter(event.campaignId()).count(event.tally(), time.now());
    }

    private Meter meter(long campaignId) {
        return meters.computeIfAbsent(campaignId, id -> new Meter());
    }
}
