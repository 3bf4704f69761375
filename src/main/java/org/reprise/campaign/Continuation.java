package org.reprise.campaign;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import org.reprise.Said;
import org.reprise.Settings;
import org.reprise.audience.ContactSync;
import org.reprise.delivery.CrashRecovery;
import org.reprise.delivery.RunThreads;
import org.reprise.delivery.SendEngine;

/** Goes on where the server was when it went down, and goes down so that little is left to settle. */
@Singleton
@Startup
@DependsOn({"CampaignRegistry", "RunThreadPool", "SessionOpening"})
@TransactionManagement(TransactionManagementType.BEAN)
public class Continuation {
    private static final Logger LOG = Logger.getLogger(Continuation.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    private Campaigns campaigns;

    @Inject
    private CampaignRegistry registry;

    @Inject
    private CrashRecovery recovery;

    @Inject
    private SendEngine engine;

    @Inject
    private ContactSync sync;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @Inject
    @RunThreads
    private Executor threads;

    public Continuation() {}

    Continuation(
            Campaigns campaigns,
            CampaignRegistry registry,
            CrashRecovery recovery,
            SendEngine engine,
            ContactSync sync,
            Settings settings,
            Clock clock,
            Executor threads) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.recovery = recovery;
        this.engine = engine;
        this.sync = sync;
        this.settings = settings;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Settling may ask Telegram, so the start does not wait for it; runs settle their own campaign before they send.
     *
     * @throws org.reprise.storage.StorageUnavailable when some go on and others do not yet: to be asked again
     */
    public void goOn() {
        // the ledger is the truth: what running campaigns have reached is read when they resume
        campaigns.all().forEach(registry::put);
        for (var campaign : registry.all()) {
            if (campaign.isRunning()) {
                continueOrStop(campaign);
            } else if (campaign.tally().claimed() > 0) {
                threads.execute(() -> recovery.settle(campaign.session(), campaign.id()));
            }
        }
        sync.goOn();
    }

    /** Not named as the callback above: the container looks that up by its name, and may find this one instead. */
    private void continueOrStop(Campaign campaign) {
        boolean again = settings.continueAfterRestart();
        var now = campaigns.change(
                campaign.id(),
                again ? "continued" : "stopped",
                Said.of("activity.restarted"),
                before -> !before.isRunning() || before.run() != campaign.run()
                        ? before
                        : again ? before.started(clock.instant()) : before.stopped());
        registry.put(now);
        LOG.info(() -> "campaign " + now.id() + " is " + now.status() + " after a restart, run " + now.run());
        if (now.isRunning()) {
            engine.start(now.id(), now.run());
        } else {
            threads.execute(() -> recovery.settle(now.session(), now.id()));
        }
    }

    @PreDestroy
    void goDown() {
        engine.shutDown(PATIENCE);
    }
}
