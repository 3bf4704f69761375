package org.reprise.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.telegram.Session;
import org.reprise.telegram.TelegramGateway;

/** One {@link RateLimit} for each session, shared by all of its campaigns. */
@ApplicationScoped
public class RateLimits {
    private final Map<Long, RateLimit> bySession = new ConcurrentHashMap<>();

    public RateLimit of(Session session, TelegramGateway gateway) {
        return bySession.computeIfAbsent(session.id(), id -> new RateLimit(gateway.rate(session), System.nanoTime()));
    }
}
