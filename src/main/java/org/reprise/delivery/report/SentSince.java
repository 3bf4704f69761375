package org.reprise.delivery.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** How much a session sent lately, without reading its deliveries. */
@ApplicationScoped
public class SentSince {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    public SentSince(Storage storage) {
        this.storage = storage;
    }

    /** By the stretches of time that campaigns are counted in: of old campaigns they are ten minutes long. */
    public long of(Session session, Instant since) {
        return storage.read(handle -> handle.createQuery(sql.get("sent-since"))
                .bind("session", session.id())
                .bind("since", since)
                .mapTo(Long.class)
                .one());
    }
}
