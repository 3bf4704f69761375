package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;

/** What owners read of what was done in their account. */
@ApplicationScoped
@Needs(Role.OWNER)
public class AuditService {
    private final Audit audit;
    private final Quotas quotas;
    private final CurrentCaller caller;

    @Inject
    public AuditService(Audit audit, Quotas quotas, CurrentCaller caller) {
        this.audit = audit;
        this.quotas = quotas;
        this.caller = caller;
    }

    /**
     * Before a file of it is handed out: that is recorded, too.
     *
     * @throws AccessRefused too often
     */
    public void export() {
        quotas.export();
        audit.note(AuditAction.EXPORTED, new Subject("audit", ""), Change.NONE);
    }

    /** Newest first. */
    public List<AuditEntry> page(Audit.Filter filter, Audit.Cursor after, int size) {
        return audit.page(caller.account(), filter, after, size);
    }
}
