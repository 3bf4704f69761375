package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who connects a session. */
@ApplicationScoped
public class Connectors {
    private final Map<Session.Via, SessionConnector> byVia = new EnumMap<>(Session.Via.class);

    @Inject
    Connectors(@Any Instance<SessionConnector> connectors) {
        this((Iterable<SessionConnector>) connectors);
    }

    public Connectors(Iterable<? extends SessionConnector> connectors) {
        connectors.forEach(connector -> byVia.put(connector.via(), connector));
    }

    /** Empty for a sandbox, which is always there. */
    public Optional<SessionConnector> of(Session session) {
        return of(session.via());
    }

    /** The same, of any session of that gateway. */
    public Optional<SessionConnector> of(Session.Via via) {
        return Optional.ofNullable(byVia.get(via));
    }
}
