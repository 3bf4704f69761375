package org.reprise.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.telegram.Session;
import org.reprise.telegram.TelegramGateway;

/** One {@link RateLimit} for each session, shared by all of its campaigns. */
@ApplicationScoped
public class RateLimits {
    private final Map<Long, RateLimit> bySession = new ConcurrentHashMap<>();

    /**
     * The one that is there keeps its pace, for {@code session} may have been read before an operator changed it; a new
     * one gets that of {@code session}.
     */
    public RateLimit of(Session session, TelegramGateway gateway) {
        return bySession.computeIfAbsent(session.id(), id -> new RateLimit(gateway.rate(session), System.nanoTime()));
    }

    /** @param session as it was just read: all that the session sends from now on goes at its pace */
    public RateLimit paced(Session session, TelegramGateway gateway) {
        var limit = of(session, gateway);
        limit.change(gateway.rate(session));
        return limit;
    }

    /** The session's, if anything was sent for it since the start. */
    public Optional<RateLimit> find(Session session) {
        return Optional.ofNullable(bySession.get(session.id()));
    }
}
