package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reprise.TimerThreads;
import org.reprise.telegram.Session;

/**
 * Tells, every few seconds at the most, that contacts changed: whoever hears it counts whole audiences anew, and
 * hundreds may write within a second. Of one session it tells again only when everybody has heard it to the end.
 */
@ApplicationScoped
public class ContactChangeNotifier {
    private static final int SECONDS = 2;

    private final ScheduledExecutorService timer;
    private final Executor threads;
    private final Consumer<ContactsChanged> tell;
    private final Set<Session> untold = ConcurrentHashMap.newKeySet();
    private final Set<Session> beingTold = ConcurrentHashMap.newKeySet();

    @Inject
    ContactChangeNotifier(
            @TimerThreads ScheduledExecutorService timer,
            @CopyThreads Executor threads,
            Event<ContactsChanged> events) {
        this(timer, threads, events::fire);
    }

    public ContactChangeNotifier(ScheduledExecutorService timer, Executor threads, Consumer<ContactsChanged> tell) {
        this.timer = timer;
        this.threads = threads;
        this.tell = tell;
    }

    void changed(Session session) {
        untold.add(session);
        if (beingTold.add(session)) {
            try {
                timer.schedule(() -> threads.execute(() -> tell(session)), SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                // the server is going down; audiences are counted at the next start of a campaign
                beingTold.remove(session);
            }
        }
    }

    private void tell(Session session) {
        untold.remove(session);
        try {
            tell.accept(new ContactsChanged(session));
        } finally {
            beingTold.remove(session);
            if (untold.contains(session)) {
                changed(session);
            }
        }
    }
}
