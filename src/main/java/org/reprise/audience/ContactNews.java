package org.reprise.audience;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reprise.telegram.Session;

/**
 * Tells, every few seconds at the most, that contacts changed: whoever hears it counts whole audiences anew, and
 * hundreds may write within a second.
 */
@ApplicationScoped
public class ContactNews {
    private static final int SECONDS = 2;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService container;

    private final ScheduledExecutorService given;
    private final Consumer<ContactsChanged> tell;
    private final Set<Session> untold = ConcurrentHashMap.newKeySet();

    protected ContactNews() {
        this(null, (Consumer<ContactsChanged>) null);
    }

    @Inject
    ContactNews(Event<ContactsChanged> events) {
        this(null, events::fire);
    }

    public ContactNews(ScheduledExecutorService timer, Consumer<ContactsChanged> tell) {
        this.given = timer;
        this.tell = tell;
    }

    void of(Session session) {
        if (untold.add(session)) {
            try {
                (given == null ? container : given).schedule(() -> tell(session), SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                // the server is going down; audiences are counted at the next start of a campaign
                untold.remove(session);
            }
        }
    }

    private void tell(Session session) {
        untold.remove(session);
        tell.accept(new ContactsChanged(session));
    }
}
