package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;

/**
 * Has the record show that somebody tried what their role does not include: the first time in an hour, since programs
 * and pages try again and again.
 */
@ApplicationScoped
public class Refusals {
    private static final int MAX_ROUTE = 180;

    private final Audit audit;

    @Inject
    public Refusals(Audit audit) {
        this.audit = audit;
    }

    public void note(Caller who, String method, String route, Role needed) {
        if (who.id() != null) {
            audit.noteSeldom(who.key(), () -> add(who, method, route, needed));
        }
    }

    private void add(Caller who, String method, String route, Role needed) {
        var shown = route.replaceAll("\\p{Cntrl}", "");
        audit.note(
                who,
                who.accountId(),
                AuditAction.REQUEST_REFUSED,
                new Subject("route", method + " " + shown.substring(0, Math.min(MAX_ROUTE, shown.length()))),
                Change.to(Json.createObjectBuilder()
                        .add("needed", needed.toString())
                        .build()));
    }
}
