package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/**
 * Whether sessions hear Telegram, from memory. The log has a line when one hears nothing any more, and one when it
 * hears Telegram again. Safe for many threads, of which one tells of a session.
 */
@ApplicationScoped
public class SenderReach {
    private static final Logger LOG = Logger.getLogger(SenderReach.class.getName());

    private final LongSupplier ticker;
    private final Map<Long, Ear> ears = new ConcurrentHashMap<>();

    /**
     * What a session hears; times are {@link System#nanoTime} values.
     *
     * @param polled when Telegram last answered its question for news; null: it asks none
     * @param silentSince null: it hears Telegram
     */
    private record Ear(Session session, Long polled, Long silentSince) {}

    /** @param age since Telegram last answered the question for news */
    public record Poll(Session session, Duration age) {}

    public SenderReach() {
        this(System::nanoTime);
    }

    SenderReach(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Telegram answered its question for news. */
    public void polled(Session session) {
        hears(new Ear(session, ticker.getAsLong(), null));
    }

    /** It is connected, or Telegram brings the news to it. */
    public void connected(Session session) {
        hears(new Ear(session, null, null));
    }

    private void hears(Ear ear) {
        var before = ears.put(ear.session.id(), ear);
        if (before != null && before.silentSince != null) {
            long seconds =
                    Duration.ofNanos(ticker.getAsLong() - before.silentSince).toSeconds();
            LOG.info(() -> "session " + ear.session.name() + " hears Telegram again, after " + seconds + " s");
        }
    }

    /** Nothing came from Telegram, or no connection to it. */
    public void silent(Session session) {
        var before = ears.get(session.id());
        if (before == null || before.silentSince == null) {
            ears.put(session.id(), new Ear(session, before == null ? null : before.polled, ticker.getAsLong()));
            LOG.warning(
                    () -> "session " + session.name() + " hears nothing from Telegram; what people write to it waits"
                            + " there. Look whether this machine reaches Telegram.");
        }
    }

    /** It is closed: nothing is to be heard of it. */
    public void forget(Session session) {
        ears.remove(session.id());
    }

    /** Those that hear nothing. */
    public List<Session> silent() {
        return ears.values().stream()
                .filter(ear -> ear.silentSince != null)
                .map(Ear::session)
                .toList();
    }

    /** Of every session that asks for news. */
    public List<Poll> polls() {
        long now = ticker.getAsLong();
        return ears.values().stream()
                .filter(ear -> ear.polled != null)
                .map(ear -> new Poll(ear.session, Duration.ofNanos(now - ear.polled)))
                .toList();
    }
}
