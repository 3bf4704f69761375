package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.delivery.DeliveriesDecided;
import org.reprise.delivery.DeliveriesRecorded;
import org.reprise.delivery.DeliveryLedger;
import org.reprise.delivery.RunWaiting;
import org.reprise.storage.StorageUnavailable;

/** The progress of every campaign, as committed: events come after the commit, and the first look reads the ledger. */
@ApplicationScoped
public class ProgressBoard {
    private static final Logger LOG = Logger.getLogger(ProgressBoard.class.getName());

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

    /** Outcomes a second over all campaigns, averaged over the last minute; from memory. */
    public double ratePerSecond() {
        var now = clock.instant();
        return meters.values().stream()
                        .mapToDouble(meter -> meter.progress(now).ratePerMinute())
                        .sum()
                / 60;
    }

    public void recorded(@Observes DeliveriesRecorded event) {
        meter(event.campaignId()).record(event, clock.instant());
    }

    public void waiting(@Observes RunWaiting event) {
        try {
            meter(event.campaignId()).wait(event);
        } catch (StorageUnavailable e) {
            // nobody looked at it so far, nor can now; the run that waits for the database must not end for that
            LOG.log(Level.FINE, e, () -> "campaign " + event.campaignId() + " waits unseen");
        }
    }

    /** The next look reads the ledger: a meter's counts never go back. */
    public void decided(@Observes DeliveriesDecided event) {
        meters.remove(event.campaignId());
    }

    private Meter meter(long campaignId) {
        var meter = meters.get(campaignId);
        return meter != null ? meter : meters.computeIfAbsent(campaignId, id -> new Meter(ledger.tally(id)));
    }
}
