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

    /** With the pace that the session has now. */
    public RateLimit of(Session session, TelegramGateway gateway) {
        double rate = gateway.rate(session);
        var limit = bySession.computeIfAbsent(session.id(), id -> new RateLimit(rate, System.nanoTime()));
        limit.change(rate);
        return limit;
    }

    /** The session's, if anything was sent for it since the start. */
    public Optional<RateLimit> find(Session session) {
        return Optional.ofNullable(bySession.get(session.id()));
    }
}
