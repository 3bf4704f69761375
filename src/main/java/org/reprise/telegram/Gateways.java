package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.reprise.storage.Ownership;

/** Which gateway speaks for a session. Each hands over only while this server has the database. */
@ApplicationScoped
public class Gateways {
    private final Map<Session.Via, TelegramGateway> byVia = new EnumMap<>(Session.Via.class);

    @Inject
    public Gateways(@Any Instance<TelegramGateway> gateways, Ownership ownership) {
        this((Iterable<TelegramGateway>) gateways, ownership);
    }

    /** @throws IllegalStateException when two of them claim the same sessions */
    public Gateways(Iterable<? extends TelegramGateway> gateways, Ownership ownership) {
        for (var gateway : gateways) {
            if (byVia.put(gateway.via(), new GuardedGateway(gateway, ownership)) != null) {
                throw new IllegalStateException("Two gateways for sessions via " + gateway.via());
            }
        }
    }

    /** @throws IllegalStateException when this Reprise has no such gateway */
    public TelegramGateway of(Session session) {
        var gateway = byVia.get(session.via());
        if (gateway == null) {
            throw new IllegalStateException("No gateway for sessions via " + session.via());
        }
        return gateway;
    }
}
