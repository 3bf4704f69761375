package org.reprise.progress;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reprise.TimeSource;
import org.reprise.TimerThreads;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.run.RunWaiting;

/**
 * Tells open pages which campaigns changed, over the web socket channel {@code campaigns}: {@code {"ids":[7],
 * "list":false}}. {@code list} says that a status or settings changed, which may concern a page that does not show the
 * campaign yet. The first news go out at once, then those of {@value #EVERY_MILLIS} ms as one message, however fast
 * campaigns send; pages read what is new by themselves.
 */
@ApplicationScoped
public class ProgressSocket {
    private static final long EVERY_MILLIS = 300;

    private final Set<Long> news = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean listChanged = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long toldAt;

    @Inject
    @Push(channel = "campaigns")
    private PushContext pages;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private TimeSource time;

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

    /** Status or settings of the campaign changed. */
    public void changed(long campaignId) {
        listChanged.set(true);
        tellLater(campaignId);
    }

    /** How many pages listen now: they are told of nothing. */
    int countListeners() {
        return pages.send(Map.of("ids", List.of(), "list", false)).size();
    }

    private void tellLater(long campaignId) {
        news.add(campaignId);
        if (!scheduled.getAndSet(true)) {
            try {
                long ago = (time.nanos() - toldAt) / 1_000_000;
                timer.schedule(this::tell, Math.max(0, EVERY_MILLIS - ago), MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // the server is going down, and its pages with it
                scheduled.set(false);
            }
        }
    }

    private void tell() {
        // before reading: what comes from now on goes with the next message
        toldAt = time.nanos();
        scheduled.set(false);
        boolean list = listChanged.getAndSet(false);
        var ids = new ArrayList<>(news);
        news.removeAll(ids);
        pages.send(Map.of("ids", ids, "list", list));
    }
}
