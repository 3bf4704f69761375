package org.reprise.progress;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toMap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reprise.RunThreads;
import org.reprise.TimeSource;
import org.reprise.TimerThreads;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.run.RunWaiting;

/**
 * Tells open pages which campaigns of their account changed, over the web socket channel {@code campaigns}:
 * {@code {"ids":[7], "list":false}}. {@code list} says that a status or settings changed, which may concern a page that
 * does not show the campaign yet. The first news go out at once, then those of {@value #EVERY_MILLIS} ms as one message
 * for each account, however fast campaigns send; pages read what is new by themselves.
 */
@ApplicationScoped
public class ProgressSocket {
    private static final long EVERY_MILLIS = 300;

    private final Set<Long> news = ConcurrentHashMap.newKeySet();

    /** Accounts whose list changed; also by a campaign that is not there any more. */
    private final Set<Long> lists = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long toldAt;

    @Inject
    @Push(channel = "campaigns")
    private PushContext pages;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    /** Who listens is read from the database. */
    @Inject
    @RunThreads
    private Executor threads;

    @Inject
    private TimeSource time;

    @Inject
    private CampaignAccounts accounts;

    @Inject
    private Listeners listeners;

    @PostConstruct
    void begin() {
        toldAt = time.nanos();
    }

    public void recorded(@Observes DeliveriesRecorded event) {
        tellLater(event.campaignId());
    }

    public void counted(@Observes CountsChanged event) {
        tellLater(event.campaignId());
    }

    public void waiting(@Observes RunWaiting event) {
        tellLater(event.campaignId());
    }

    /** Status or settings of the account's campaign changed. */
    public void changed(long campaignId, long account) {
        lists.add(account);
        tellLater(campaignId);
    }

    /** How many pages of each of these listen now: they are told of nothing. */
    Map<String, Integer> count(Collection<String> users) {
        return pages.send(Map.of("ids", List.of(), "list", false), users).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, each -> each.getValue().size()));
    }

    private void tellLater(long campaignId) {
        news.add(campaignId);
        schedule();
    }

    private void schedule() {
        if (!scheduled.getAndSet(true)) {
            long ago = (time.nanos() - toldAt) / 1_000_000;
            unlessGoingDown(() -> timer.schedule(
                    () -> unlessGoingDown(() -> threads.execute(this::tell)),
                    Math.max(0, EVERY_MILLIS - ago),
                    MILLISECONDS));
        }
    }

    private void unlessGoingDown(Runnable handingOver) {
        try {
            handingOver.run();
        } catch (RejectedExecutionException e) {
            // the server goes down, and its pages with it
            scheduled.set(false);
        }
    }

    /** One at a time: while the database does not say who listens, news are gathered. */
    private void tell() {
        try {
            toldAt = time.nanos();
            tellAccounts();
        } finally {
            scheduled.set(false);
        }
        if (!news.isEmpty() || !lists.isEmpty()) {
            schedule();
        }
    }

    private void tellAccounts() {
        var changed = new HashSet<>(lists);
        lists.removeAll(changed);
        var ids = new ArrayList<>(news);
        news.removeAll(ids);
        var byAccount = new HashMap<Long, List<Long>>();
        ids.forEach(id -> accounts.of(id)
                .ifPresent(account -> byAccount
                        .computeIfAbsent(account, none -> new ArrayList<>())
                        .add(id)));
        changed.forEach(account -> byAccount.computeIfAbsent(account, none -> List.of()));
        byAccount.forEach((account, theirs) ->
                pages.send(Map.of("ids", theirs, "list", changed.contains(account)), listeners.of(account)));
    }
}
