package org.reprise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.access.AccountService;
import org.reprise.access.Accounts;
import org.reprise.access.Audit;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.FrequencyCap;
import org.reprise.access.FrequencyCapChanged;
import org.reprise.access.Quotas;
import org.reprise.audience.Audience;
import org.reprise.audience.AutoReplyRequested;
import org.reprise.audience.Categories;
import org.reprise.audience.ColumnMapping;
import org.reprise.audience.ContactErased;
import org.reprise.audience.ContactFile;
import org.reprise.audience.ContactImport;
import org.reprise.audience.ContactSync;
import org.reprise.audience.Contacts;
import org.reprise.audience.ContactsChanged;
import org.reprise.audience.ImportChunks;
import org.reprise.audience.ImportFiles;
import org.reprise.audience.ImportOptions;
import org.reprise.audience.ImportReport;
import org.reprise.audience.OptOuts;
import org.reprise.audience.OptedOut;
import org.reprise.audience.ReceivedTexts;
import org.reprise.audience.RuleTerms;
import org.reprise.audience.Samples;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.CampaignStore;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.LimitedSessions;
import org.reprise.campaign.LockedRegistry;
import org.reprise.campaign.LostSessions;
import org.reprise.campaign.ReachedService;
import org.reprise.campaign.RecentActivity;
import org.reprise.campaign.RestoreCheck;
import org.reprise.campaign.RetryService;
import org.reprise.campaign.RunningCampaigns;
import org.reprise.campaign.SessionService;
import org.reprise.campaign.UncertainService;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.DeliveriesDecided;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.delivery.ledger.FailedDeliveries;
import org.reprise.delivery.ledger.RecentMessages;
import org.reprise.delivery.ledger.UncertainDeliveries;
import org.reprise.delivery.run.CrashRecovery;
import org.reprise.delivery.run.LivingRuns;
import org.reprise.delivery.run.RunTools;
import org.reprise.delivery.run.RunWaiting;
import org.reprise.delivery.run.SendEngine;
import org.reprise.progress.ProgressBoard;
import org.reprise.restore.ClaimMemory;
import org.reprise.restore.Confirmation;
import org.reprise.restore.Installation;
import org.reprise.restore.MaybeReached;
import org.reprise.restore.Memories;
import org.reprise.session.AutoReplies;
import org.reprise.session.SessionCannotSend;
import org.reprise.session.SessionLanes;
import org.reprise.storage.Storage;
import org.reprise.telegram.Connectors;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.StoredFiles;
import org.reprise.telegram.TelegramGateway;

/** All of Reprise but the server: what the container would wire, wired by hand over a real database. */
public final class TestReprise implements AutoCloseable {
    /** Much longer than anything takes: a machine that is busy with other things is no fault. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    public final Settings settings;
    public final TestOwnership ownership = new TestOwnership();
    public final Storage storage;
    /** Nobody, unless a test says so. */
    public final CurrentCaller caller = new CurrentCaller();

    public final Audit audit;
    public final Quotas quotas;
    public final Campaigns campaigns;
    private final RecentActivity recentActivity = new RecentActivity();
    public final CampaignRegistry registry;
    public final CampaignStore store;
    private final Audience audience;
    public final Categories categories;
    public final ReceivedTexts received;
    public final DeliveryLedger ledger;
    public final RecentMessages recent;
    public final ProgressBoard progress;
    public final SendEngine engine;
    public final CampaignService desk;
    public final SessionService sessions;
    public final Contacts contacts;
    public final OptOuts optOuts;
    public final CrashRecovery recovery;
    public final AudienceSizes audienceSizes;
    public final UncertainService uncertain;
    public final SessionLanes lanes;
    public final LimitedSessions limited;
    public final RetryService retries;
    public final ClaimMemory memory;
    public final MaybeReached maybeReached;
    public final LivingRuns living = new LivingRuns();
    public final RestoreCheck restoreCheck;
    private final Gateways gateways;
    public final Sessions allSessions;
    public final LostSessions lostSessions;
    private final AutoReplies answering;
    private final List<Consumer<Object>> onlookers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    public final ExecutorService threads = Executors.newCachedThreadPool();

    public TestReprise(TestDatabase database, TelegramGateway gateway) {
        this(TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url())), gateway);
    }

    public TestReprise(Settings settings, TelegramGateway gateway) {
        this(settings, gateway, new FlakyDatabase(0, 0));
    }

    public TestReprise(Settings settings, TelegramGateway gateway, FlakyDatabase faults) {
        var clock = Clock.systemUTC();
        this.settings = settings;
        storage = TestDatabase.open(settings, faults, ownership);
        memory = new ClaimMemory(timer);
        audit = new Audit(storage, caller, TimeSource.of(clock));
        quotas = new Quotas(caller, settings, TimeSource.of(clock));
        campaigns = new Campaigns(storage, memory, recentActivity, audit, clock, caller);
        maybeReached = new MaybeReached(storage, caller);
        var memories = new Memories(settings, new Installation(storage, settings, clock), memory);
        restoreCheck = new RestoreCheck(memories, campaigns, maybeReached);
        restoreCheck.check();
        registry = new LockedRegistry(campaigns);
        store = new CampaignStore(campaigns, registry, tell());
        ledger = new DeliveryLedger(storage, memory, clock);
        recent = new RecentMessages(storage, new Accounts(storage), clock);
        progress = new ProgressBoard(ledger, TimeSource.of(clock));
        contacts = new Contacts(storage);
        optOuts = new OptOuts(storage, tell(), TestTime.running());
        audience = new Audience(storage);
        categories = new Categories(storage);
        received = new ReceivedTexts(storage, settings);
        gateways = new Gateways(List.of(gateway), ownership);
        allSessions = new Sessions(storage, audit, TestTime.running(), caller, new Accounts(storage));
        lanes = new SessionLanes(gateways, allSessions, TimeSource.of(clock));
        limited = new LimitedSessions(allSessions, tell());
        answering = new AutoReplies(
                lanes, threads, timer, () -> maybeReached.notice().isPresent(), tell());
        var owner = new RunningCampaigns(campaigns, store, new Accounts(storage));
        recovery = new CrashRecovery(ledger, gateways, owner, living, tell());
        var people = new RunTools.People(audience, optOuts);
        engine = new SendEngine(new RunTools(owner, people, ledger, recovery, lanes, living, tell()), threads);
        sessions = new SessionService(allSessions, gateways, contacts, settings, limited, caller, quotas);
        audienceSizes = new AudienceSizes(
                campaigns, store, sessions, audience, new RuleTerms(storage), ledger, new Samples(storage, settings));
        desk = deskOn(store);
        uncertain = new UncertainService(store, new UncertainDeliveries(storage, audit, clock), tell());
        retries = new RetryService(store, desk, new FailedDeliveries(storage, clock), audit, tell());
        lostSessions = new LostSessions(registry, desk, engine, limited, threads);
    }

    /** One more, with a memory or an audience of its own. */
    public CampaignService deskOn(CampaignStore other) {
        var sizes = new AudienceSizes(
                campaigns, other, sessions, audience, new RuleTerms(storage), ledger, new Samples(storage, settings));
        return new CampaignService(campaigns, other, sessions, sizes, engine, new StoredFiles(settings), maybeReached);
    }

    /** An operator says that somebody was reached by other means. */
    public void recordReached(long campaign, long user) {
        new ReachedService(store, null, ledger, audit, quotas).record(campaign, user);
    }

    /** An owner of the first account says how often people may be written to; null: as often as campaigns like. */
    public void cap(FrequencyCap cap) {
        var accounts =
                new AccountService(new Accounts(storage), null, audit, caller, settings, TestTime.running(), tell());
        try {
            caller.during(Caller.local(Caller.Origin.UNKNOWN), () -> accounts.change("Reprise", null, cap));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    /** With the ways to log in that a test brings. */
    public ConnectionService connections(Connectors connectors) {
        var sync = new ContactSync(allSessions, gateways, contacts, tell(), threads);
        return new ConnectionService(allSessions, connectors, lanes, registry, engine, sync, tell());
    }

    /** Hears every event, after the beans have. */
    public void listen(Consumer<Object> onlooker) {
        onlookers.add(onlooker);
    }

    /** As the container would tell its beans. */
    public void tell(Object event) {
        tell().accept(event);
    }

    /** Brings people in from CSV, as an operator would. */
    public ImportReport importCsv(Session session, String csv) {
        try {
            var files = new ImportFiles(TestDatabase.settings(Map.of()), Clock.systemUTC());
            var kept = files.keep(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
            return new ContactImport(new ImportChunks(storage, optOuts, audit), tell()::accept, Clock.systemUTC())
                    .importFile(() -> session, ContactFile.of(kept, null, ColumnMapping.NONE), ImportOptions.in(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Consumer<Object> tell() {
        return event -> {
            if (event instanceof DeliveriesRecorded recorded) {
                progress.recorded(recorded);
            } else if (event instanceof CountsChanged changed) {
                progress.counted(changed);
            } else if (event instanceof RunWaiting waiting) {
                progress.waiting(waiting);
            } else if (event instanceof DeliveriesDecided decided) {
                progress.decided(decided);
                recentActivity.decided(decided);
            } else if (event instanceof SessionStateChanged session) {
                lostSessions.changed(session);
            } else if (event instanceof SessionCannotSend lost) {
                lostSessions.told(lost);
            } else if (event instanceof AutoReplyRequested wanted) {
                answering.wanted(wanted);
            } else if (event instanceof OptedOut who) {
                engine.optedOut(who);
            } else if (event instanceof FrequencyCapChanged changed) {
                engine.capChanged(changed);
            } else if (event instanceof ContactErased who) {
                engine.erased(who);
            } else if (event instanceof ContactsChanged changed) {
                audienceSizes.countAnew(changed);
            }
            onlookers.forEach(onlooker -> onlooker.accept(event));
        };
    }

    /** A draft for everybody, as fast as it goes. */
    public static CampaignDraft aCampaign(String text) {
        return CampaignDrafts.aCampaign(text).draft();
    }

    public static CampaignDraft aCampaign(String text, long limit) {
        return CampaignDrafts.aCampaign(text).limit(limit).draft();
    }

    /** As from an operator who was asked nothing: a campaign that has its id from Reprise is not replaced. */
    public Campaign execute(long id, CampaignDraft draft) {
        return desk.execute(id, draft, CampaignService.Replacing.REFUSED, Confirmation.NONE);
    }

    /** As from an operator who was asked nothing. */
    public Campaign start(long id) {
        return desk.start(id, Confirmation.NONE);
    }

    /** As from an operator who was asked nothing. */
    public Campaign resume(long id) {
        return desk.resume(id, Confirmation.NONE);
    }

    public Campaign awaitStatus(long campaign, CampaignStatus status) {
        return awaitStatus(campaign, status, TIMEOUT);
    }

    public Campaign awaitStatus(long campaign, CampaignStatus status, Duration patience) {
        await(
                "campaign " + campaign + " " + status,
                patience,
                () -> campaigns.find(campaign).orElseThrow().status() == status);
        return campaigns.find(campaign).orElseThrow();
    }

    /** Waits until {@code condition} holds, three minutes at the most. */
    public static void await(String what, BooleanSupplier condition) {
        await(what, TIMEOUT, condition);
    }

    public static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting for: " + what).isLessThan(end);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        engine.shutDown(Duration.ofSeconds(5));
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
