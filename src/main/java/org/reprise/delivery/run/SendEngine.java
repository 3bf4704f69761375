package org.reprise.delivery.run;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.RunThreads;
import org.reprise.access.FrequencyCapChanged;
import org.reprise.audience.ContactErased;
import org.reprise.audience.OptedOut;
import org.reprise.delivery.run.RunHandle.Stage;
import org.reprise.storage.OwnershipLost;
import org.reprise.storage.StorageFailed;
import org.reprise.telegram.SendOutcome;

/**
 * The runs of this server. At most one run of a campaign hands messages over at any time; an older one may still wait
 * for replies to record.
 */
@ApplicationScoped
public class SendEngine {
    private static final Logger LOG = Logger.getLogger(SendEngine.class.getName());
    private static final Duration HALT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Telegram's replies take a fraction of a second; an operator who edits is not kept waiting for one that is lost.
     */
    private static final Duration REPLIES_COME = Duration.ofSeconds(2);

    private final RunTools tools;
    private final Executor threads;
    private final LivingRuns living;
    private final Map<Long, RunHandle> current = new ConcurrentHashMap<>();
    private volatile boolean goingDown;
    private volatile boolean lost;

    @Inject
    public SendEngine(RunTools tools, @RunThreads Executor threads) {
        this.tools = tools;
        this.living = tools.living();
        this.threads = threads;
    }

    /**
     * Starts the campaign's run with that number; an older one hands nothing more over from now on. Does nothing when
     * that run or a newer one is there. Whether the run may send is the ledger's to say.
     */
    public void start(long campaignId, int run) {
        var next = new RunHandle(tools.owner(), tools.lanes(), tools.time(), campaignId, run);
        var older = new AtomicReference<RunHandle>();
        var installed = current.compute(campaignId, (id, old) -> {
            older.set(old);
            return old != null && old.number() >= run ? old : next;
        });
        if (installed == next) {
            begin(next, older.get());
        }
    }

    private void begin(RunHandle next, RunHandle older) {
        if (older != null) {
            older.askToHalt();
        }
        living.add(next);
        if (goingDown) {
            next.askToHalt();
        }
        try {
            threads.execute(() -> carryOut(next, older));
        } catch (RuntimeException e) {
            forget(next);
            throw e;
        }
    }

    /** Sends nothing until an older run of the campaign was halted. */
    private void carryOut(RunHandle next, RunHandle older) {
        next.goOnTo(Stage.SENDING);
        try {
            if (older != null) {
                older.halt(HALT_TIMEOUT);
            }
            new RunLife(tools, next).run();
        } catch (InterruptedException e) {
            // the server takes its threads back: what is in flight is settled at the next start
            LOG.warning(() -> next + " was interrupted by the server");
        } catch (RuntimeException | Error e) {
            // the campaign is running without a run; one that is begun under its number settles what this one left
            LOG.log(Level.SEVERE, e, () -> next + " died");
        } finally {
            next.askToHalt();
            next.goOnTo(Stage.ENDED);
            forget(next);
        }
    }

    private void forget(RunHandle run) {
        living.remove(run);
        current.remove(run.campaignId(), run);
    }

    /** Whether that run, or a newer one, is at work here. */
    public boolean has(long campaignId, int run) {
        var running = current.get(campaignId);
        return running != null && running.number() >= run;
    }

    /**
     * From its return on that run, and every older one, hands nothing more to Telegram. It waits ten seconds at the
     * most: until what was not handed over is released, and nothing that was can leave any more. Those who were taken
     * back may still be in the run's mailbox then. They are released right after, and no campaign is complete before.
     */
    public void halt(long campaignId, int run) {
        var running = current.get(campaignId);
        if (running != null && running.number() <= run) {
            try {
                running.halt(HALT_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * From its return on no message of the campaign is handed over with settings older than those in storage now. What
     * was handed over before and has not left is taken back; for what cannot be, it waits ten seconds at the most. Then
     * it waits until that has arrived, as far as replies tell within two seconds: who reads the answer to an edit can
     * rely on it that what arrives later has the new text.
     */
    public void settingsChanged(long campaignId) {
        reload(campaignId);
        try {
            // an older one, which was stopped, may have the last messages on their way
            var runs = living.of(campaignId);
            for (var run : runs) {
                run.recall(HALT_TIMEOUT);
            }
            long end = tools.time().nanos() + REPLIES_COME.toNanos();
            for (var run : runs) {
                run.awaitReplies(Duration.ofNanos(end - tools.time().nanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session's pace holds for the campaign from its next message on. */
    public void paceChanged(long campaignId) {
        reload(campaignId);
    }

    /**
     * From its return on no message is handed over that the account's new cap does not allow.
     *
     * @throws StorageFailed some run could not read it; the others have
     */
    public void capChanged(@Observes FrequencyCapChanged told) {
        StorageFailed failure = null;
        for (var run : living.all()) {
            try {
                if (run.isOf(told.accountId())) {
                    run.reload();
                }
            } catch (StorageFailed e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void reload(long campaignId) {
        var running = current.get(campaignId);
        if (running != null) {
            running.reload();
        }
    }

    /** From its return on nothing is handed over to somebody who opted out of that account. */
    public void optedOut(@Observes OptedOut who) {
        living.all().forEach(run -> run.optOut(who.accountId(), who.userId()));
    }

    /** From its return on the session's campaigns hand nothing over to them. */
    public void erased(@Observes ContactErased who) {
        living.all().forEach(run -> run.erased(who.session(), who.userId()));
    }

    /** The campaign's run ends by itself, and stops the campaign for that reason. */
    public void sessionLost(long campaignId, SendOutcome.Loss loss, String cause) {
        var running = current.get(campaignId);
        if (running != null) {
            running.loseSession(loss, cause);
        }
    }

    /** Another server runs the campaigns: whatever runs here still has is no longer its own. */
    public void lost(@Observes OwnershipLost told) {
        lost = true;
        shutDown(Duration.ZERO);
    }

    /**
     * What a shutdown found.
     *
     * @param campaigns that had a run
     * @param withoutReplies those of them for whose replies the patience was not long enough
     */
    public record Halted(Set<Long> campaigns, Set<Long> withoutReplies) {}

    /**
     * Hands nothing more over, takes back what has not left, gives unsent claims back and waits for replies, all within
     * the patience; campaigns keep their status.
     */
    public Halted shutDown(Duration patience) {
        goingDown = true;
        var runs = living.all();
        runs.forEach(RunHandle::askToHalt);
        // none waits for another here: once its replies are there, nothing of a run can leave any more
        runs.forEach(RunHandle::recall);
        var campaigns = runs.stream().map(RunHandle::campaignId).collect(toSet());
        if (lost) {
            // nothing that they could write down would be taken
            return new Halted(campaigns, campaigns);
        }
        return new Halted(campaigns, awaitEnds(runs, tools.time().nanos() + patience.toNanos()));
    }

    /** @return the campaigns of those that had not ended by then */
    private Set<Long> awaitEnds(Set<RunHandle> runs, long end) {
        var late = new HashSet<Long>();
        boolean interrupted = false;
        for (var run : runs) {
            try {
                if (interrupted
                        || !run.awaitEnd(Duration.ofNanos(end - tools.time().nanos()))) {
                    late.add(run.campaignId());
                }
            } catch (InterruptedException e) {
                interrupted = true;
                late.add(run.campaignId());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return late;
    }
}
