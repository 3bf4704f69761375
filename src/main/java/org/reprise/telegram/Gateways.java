package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;

/** Which gateway speaks for a session. */
@ApplicationScoped
public class Gateways {
    private final Map<Session.Kind, TelegramGateway> byKind = new EnumMap<>(Session.Kind.class);

    protected Gateways() {}

    @Inject
    public Gateways(@Any Instance<TelegramGateway> gateways) {
        this((Iterable<TelegramGateway>) gateways);
    }

    /** @throws IllegalStateException when two of them claim the same kind of session */
    public Gateways(Iterable<? extends TelegramGateway> gateways) {
        for (var gateway : gateways) {
            if (byKind.put(gateway.kind(), gateway) != null) {
                throw new IllegalStateException("Two gateways for sessions of kind " + gateway.kind());
            }
        }
    }

    /** @throws IllegalStateException when this Reprise has no gateway for the session's kind */
    public TelegramGateway of(Session session) {
        var gateway = byKind.get(session.kind());
        if (gateway == null) {
            throw new IllegalStateException("No gateway for sessions of kind " + session.kind());
        }
        return gateway;
    }
}
