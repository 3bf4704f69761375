package org.reprise.campaign;

import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntBiFunction;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.access.Audit;
import org.reprise.access.SignInService;
import org.reprise.audience.ReceivedTexts;
import org.reprise.delivery.ledger.PersonDeliveries;

/**
 * Sweeps away, hourly, what was kept as long as the settings say. A thousand rows a transaction, so that a campaign
 * that runs gets its turns in between; what a sweep does not get to, the next one does. Nothing of it keeps anybody
 * from a second message.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class OldRecords extends HourlySweep {
    private static final String UNDONE = "What is old is still there; an hour later it is looked at again";
    private static final Logger LOG = Logger.getLogger(OldRecords.class.getName());
    private static final int BATCH = 1_000;

    /** Of each kind, in one sweep. */
    private static final int MAX_BATCHES = 200;

    @Inject
    private Audit audit;

    @Inject
    private Campaigns campaigns;

    @Inject
    private PersonDeliveries deliveries;

    @Inject
    private ReceivedTexts received;

    /** Takes away sign-ins that are over, and tries that are forgiven. */
    private Runnable oldSignIns;

    @Inject
    private Settings settings;

    @Inject
    private TimeSource time;

    @Inject
    void setSignIns(SignInService signIns) {
        oldSignIns = signIns::forgetOld;
    }

    /** The container calls it: enterprise beans have a public constructor without parameters. */
    public OldRecords() {
        super(7, UNDONE);
    }

    OldRecords(
            Audit audit,
            Campaigns campaigns,
            PersonDeliveries deliveries,
            ReceivedTexts received,
            Runnable oldSignIns,
            Settings settings,
            TimeSource time) {
        super(UNDONE);
        this.audit = audit;
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.received = received;
        this.oldSignIns = oldSignIns;
        this.settings = settings;
        this.time = time;
    }

    @Override
    void takeAway() {
        oldSignIns.run();
        var keep = settings.retention();
        long entries = forgotten(keep.audit(), audit::forget);
        long activities = forgotten(keep.activity(), campaigns::forgetActivity);
        long details = forgotten(keep.deliveryDetails(), deliveries::forgetWords);
        // also what was kept before nothing was
        long texts = forgotten(time.now().minus(keep.received()), received::forget);
        if (entries + activities + details + texts > 0) {
            LOG.info(() -> "Of what was kept as long as the settings say, these were taken away: " + entries
                    + " entries of the audit, " + activities + " activities of campaigns, " + details
                    + " details of deliveries, " + texts + " texts that people wrote");
        }
    }

    /** @param forget takes away what is from before a time, up to so many, and says how many; 0: there are no more */
    private long forgotten(Duration kept, ToIntBiFunction<Instant, Integer> forget) {
        if (kept.isZero()) {
            return 0;
        }
        return forgotten(time.now().minus(kept), forget);
    }

    private static long forgotten(Instant before, ToIntBiFunction<Instant, Integer> forget) {
        long all = 0;
        int last = 1;
        for (int batch = 0; batch < MAX_BATCHES && last > 0; batch++) {
            last = forget.applyAsInt(before, BATCH);
            all += last;
        }
        return all;
    }
}
