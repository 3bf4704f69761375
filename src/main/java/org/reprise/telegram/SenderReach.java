package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;

/** Which of the open sessions hear Telegram, and when they heard it last; from memory. Safe for many threads. */
@ApplicationScoped
public class SenderReach {
    private final TimeSource time;
    private final Map<Long, Ear> ears = new ConcurrentHashMap<>();

    /** @param heard of the ticker: when Telegram answered last, or the session was opened */
    private record Ear(Session session, long heard, boolean silent) {}

    /** @param age since Telegram answered last, or the session was opened */
    public record LastHeard(Session session, Duration age) {}

    @Inject
    public SenderReach(TimeSource time) {
        this.time = time;
    }

    /** Telegram answered. */
    public void hears(Session session) {
        ears.put(session.id(), new Ear(session, time.nanos(), false));
    }

    /**
     * Nothing comes from Telegram.
     *
     * @return whether that is news
     */
    public boolean hearsNothing(Session session) {
        var before = ears.get(session.id());
        ears.put(session.id(), new Ear(session, before == null ? time.nanos() : before.heard, true));
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
        long now = time.nanos();
        return ears.values().stream()
                .map(ear -> new LastHeard(ear.session, Duration.ofNanos(now - ear.heard)))
                .toList();
    }
}
