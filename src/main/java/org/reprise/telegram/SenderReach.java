package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Which of the open sessions hear Telegram, and when they heard it last; from memory. Safe for many threads. */
@ApplicationScoped
public class SenderReach {
    private final LongSupplier ticker;
    private final Map<Long, Ear> ears = new ConcurrentHashMap<>();

    /** @param heard a {@link System#nanoTime}: when Telegram answered last, or the session was opened */
    private record Ear(Session session, long heard, boolean silent) {}

    /** @param age since Telegram answered last, or the session was opened */
    public record LastHeard(Session session, Duration age) {}

    public SenderReach() {
        this(System::nanoTime);
    }

    SenderReach(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Telegram answered. */
    public void hears(Session session) {
        ears.put(session.id(), new Ear(session, ticker.getAsLong(), false));
    }

    /**
     * Nothing comes from Telegram.
     *
     * @return whether that is news
     */
    public boolean hearsNothing(Session session) {
        var before = ears.get(session.id());
        ears.put(session.id(), new Ear(session, before == null ? ticker.getAsLong() : before.heard, true));
        return before == null || !before.silent;
    }

    /** It is closed: nothing is to be heard of it. */
    public void forget(Session session) {
        ears.remove(session.id());
    }

    /** Those that hear nothing. */
    public List<Session> outOfReach() {
        return ears.values().stream().filter(Ear::silent).map(Ear::session).toList();
    }

    public List<LastHeard> lastHeard() {
        long now = ticker.getAsLong();
        return ears.values().stream()
                .map(ear -> new LastHeard(ear.session, Duration.ofNanos(now - ear.heard)))
                .toList();
    }
}
