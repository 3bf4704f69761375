package org.reprise.campaign;

import static java.util.stream.Collectors.toSet;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.RunThreads;
import org.reprise.Settings;
import org.reprise.TimerThreads;
import org.reprise.audience.ContactSync;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.run.CrashRecovery;
import org.reprise.delivery.run.SendEngine;
import org.reprise.storage.Ownership;
import org.reprise.storage.StorageUnavailable;

/** Goes on where the server was when it went down, and goes down so that little is left to settle. */
@Singleton
@Startup
@DependsOn({"CampaignRegistry", "RunThreadPool", "TimerThreadPool", "SessionOpening"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ResumeAfterRestart {
    private static final Logger LOG = Logger.getLogger(ResumeAfterRestart.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int AGAIN_AFTER_SECONDS = 5;
    private static final int LOOK_EVERY_SECONDS = 30;

    @Inject
    private Campaigns campaigns;

    @Inject
    private CampaignRegistry registry;

    @Inject
    private CrashRecovery recovery;

    @Inject
    private SendEngine engine;

    @Inject
    private CampaignStore store;

    @Inject
    private LostSessions lost;

    @Inject
    private ContactSync sync;

    @Inject
    private Settings settings;

    @Inject
    private AudienceSizes audiences;

    @Inject
    @RunThreads
    private Executor threads;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private Ownership ownership;

    /** Runs that were begun again; one that dies once more is for an operator to look at. */
    private final Map<Long, Integer> begunAgain = new ConcurrentHashMap<>();

    private final Map<Long, Campaign> toBegin = new LinkedHashMap<>();
    private final Map<Long, Campaign> toSettle = new LinkedHashMap<>();
    private final List<Long> stopped = new ArrayList<>();
    private final AtomicBoolean goesDown = new AtomicBoolean();
    private volatile Future<?> looks;

    /** The container calls it: enterprise beans have a public constructor without parameters. */
    public ResumeAfterRestart() {}

    ResumeAfterRestart(
            Campaigns campaigns,
            CampaignRegistry registry,
            CrashRecovery recovery,
            SendEngine engine,
            CampaignStore store,
            LostSessions lost,
            ContactSync sync,
            Settings settings,
            AudienceSizes audiences,
            Executor threads,
            ScheduledExecutorService timer) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.recovery = recovery;
        this.engine = engine;
        this.store = store;
        this.lost = lost;
        this.sync = sync;
        this.settings = settings;
        this.audiences = audiences;
        this.threads = threads;
        this.timer = timer;
        this.ownership = Ownership.UNSHARED;
    }

    /**
     * Fills memory from storage, and decides which campaigns go on. Nothing is begun yet: on WildFly a run that asks
     * the registry before all singletons are made waits there for their end, and holds its lock.
     *
     * @throws org.reprise.storage.StorageUnavailable when some are decided and others are not yet: to be asked again
     */
    public void recall() {
        // the ledger is the truth: what running campaigns have reached is read when they resume
        var stored = campaigns.all();
        stored.forEach(registry::put);
        campaigns.recallActivity(stored);
        for (var campaign : stored) {
            if (campaign.isRunning() && !toBegin.containsKey(campaign.id())) {
                continueOrStop(campaign);
            } else if (campaign.tally().claimed() > 0 && !campaign.isRunning()) {
                toSettle.put(campaign.id(), campaign);
            }
        }
    }

    /**
     * Begins what was recalled. Settling may ask Telegram, so the start does not wait for it; runs settle their own
     * campaign before they send.
     *
     * @throws org.reprise.storage.StorageUnavailable to be asked again
     */
    public void goOn() {
        toBegin.values().stream()
                .filter(campaign -> !engine.has(campaign.id(), campaign.run()))
                .forEach(campaign -> engine.start(campaign.id(), campaign.run()));
        toSettle.values().forEach(this::settle);
        toSettle.clear();
        sync.goOn();
        // last of what may fail: asked again, it would be told again
        tellWhatWasRecovered();
        looks = timer.scheduleWithFixedDelay(this::lookAgain, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * What an answer that was lost, or a run that died, has left apart comes together again: memory learns what storage
     * has, what is running there runs, and so does what waited for a session that is back.
     */
    void lookAgain() {
        if (!ownership.isHeld()) {
            // a server that was frozen wakes here, and what it finds running may run on another one
            return;
        }
        try {
            var running = campaigns.page(null, CampaignStatus.RUNNING, Campaigns.Cursor.START, Integer.MAX_VALUE);
            running.forEach(this::keepRunning);
            var ids = running.stream().map(Campaign::id).collect(toSet());
            registry.all().stream()
                    .filter(known -> known.isRunning() && !ids.contains(known.id()))
                    .forEach(known -> store.reread(known.id()));
            lost.lookAgain();
        } catch (StorageUnavailable e) {
            LOG.fine(() -> "campaigns are looked at later: " + e.getMessage());
        } catch (RuntimeException e) {
            // an executor that is told of it would never look again
            LOG.log(Level.SEVERE, e, () -> "campaigns could not be looked at");
        }
    }

    private void keepRunning(Campaign seen) {
        if (engine.has(seen.id(), seen.run())) {
            return;
        }
        var now = store.reread(seen.id());
        if (now.isRunning() && !engine.has(now.id(), now.run()) && isFirstTime(now)) {
            LOG.warning(() -> "campaign " + now.id() + " had no run though it is running; it goes on");
            engine.start(now.id(), now.run());
        }
    }

    private boolean isFirstTime(Campaign campaign) {
        var before = begunAgain.put(campaign.id(), campaign.run());
        return before == null || before < campaign.run();
    }

    /** Not named as the callback above: the container looks that up by its name, and may find this one instead. */
    private void continueOrStop(Campaign campaign) {
        // one of an older version may name what is not there: whom they keep out it would write to
        boolean again = settings.continueAfterRestart()
                && audiences.unknown(campaign.settings()).isEmpty();
        var now = campaigns.change(
                campaign.id(),
                again ? ActivityType.CONTINUED : ActivityType.STOPPED,
                LocalizedMessage.of("activity.restarted"),
                before -> !before.isRunning() || before.run() != campaign.run()
                        ? before
                        : again ? before.started(campaigns.now()) : before.stopped());
        registry.put(now);
        LOG.fine(() -> "campaign " + now.id() + " is " + now.status() + " after a restart, run " + now.run());
        (now.isRunning() ? toBegin : toSettle).put(now.id(), now);
        if (!now.isRunning()) {
            stopped.add(now.id());
        }
    }

    /** A line for each that goes on, and one for all. */
    private void tellWhatWasRecovered() {
        toBegin.values()
                .forEach(campaign -> LOG.info(() ->
                        "campaign " + campaign.id() + (campaign.name() == null ? "" : " “" + campaign.name() + "”")
                                + " goes on: run " + campaign.run()));
        if (!toBegin.isEmpty() || !stopped.isEmpty()) {
            LOG.info(() -> "Recovery after a restart: running campaigns go on: " + CampaignIds.named(toBegin.keySet())
                    + "; were stopped, since " + whyStopped() + ": " + CampaignIds.named(stopped));
        }
    }

    private String whyStopped() {
        return settings.continueAfterRestart()
                ? "they name categories that are not there"
                : "REPRISE_CONTINUE_AFTER_RESTART says so";
    }

    /** While the database does not let it, again and again. */
    private void settle(Campaign campaign) {
        threads.execute(() -> {
            try {
                recovery.settle(campaign.session(), campaign.id());
            } catch (StorageUnavailable e) {
                LOG.log(e.level(), () -> "campaign " + campaign.id() + " cannot be settled yet: " + e.getMessage());
                timer.schedule(() -> settle(campaign), AGAIN_AFTER_SECONDS, TimeUnit.SECONDS);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.SEVERE,
                        e,
                        () -> "campaign " + campaign.id() + " could not be settled; its next run does that first");
            }
        });
    }

    /** Lets every run end as it stands, for ten seconds at the most. Only the first call does: none waits twice. */
    @PreDestroy
    public void goDown() {
        if (goesDown.getAndSet(true)) {
            return;
        }
        if (looks != null) {
            looks.cancel(false);
        }
        var halted = engine.shutDown(TIMEOUT);
        if (!halted.campaigns().isEmpty()) {
            LOG.info(() -> "Reprise stops in the middle of campaigns, which the next start finds running: "
                    + CampaignIds.named(halted.campaigns()) + "; with replies that did not come within "
                    + TIMEOUT.toSeconds()
                    + " s: " + CampaignIds.named(halted.withoutReplies()));
        }
    }
}
