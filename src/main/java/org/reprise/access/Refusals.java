package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.storage.StorageFailed;

/**
 * Has the record show that somebody tried what their role does not include: the first time in an hour, since programs
 * and pages try again and again.
 */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MAX_ROUTE = 180;

    private final Audit audit;
    private final Seldom noted;

    @Inject
    public Refusals(Audit audit, TimeSource time) {
        this.audit = audit;
        this.noted = new Seldom(AGAIN, time);
    }

    public void note(Caller who, String method, String route, Role needed) {
        if (who.id() != null) {
            noted.once(who.key(), () -> add(who, method, route, needed));
        }
    }

    private void add(Caller who, String method, String route, Role needed) {
        var shown = route.replaceAll("\\p{Cntrl}", "");
        try {
            audit.note(
                    who,
                    who.accountId(),
                    AuditAction.REQUEST_REFUSED,
                    new Subject("route", method + " " + shown.substring(0, Math.min(MAX_ROUTE, shown.length()))),
                    Change.to(Json.createObjectBuilder()
                            .add("needed", needed.toString())
                            .build()));
        } catch (StorageFailed e) {
            // they are refused all the same
            LOG.log(e.level(), () -> "that a request was refused is not recorded: " + e.getMessage());
        }
    }
}
