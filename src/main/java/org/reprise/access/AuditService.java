package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What owners read of what was done in their account. */
@ApplicationScoped
@Needs(Role.OWNER)
public class AuditService {
    private final Audit audit;
    private final CurrentCaller caller;

    @Inject
    public AuditService(Audit audit, CurrentCaller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    /** Newest first. */
    public List<AuditEntry> page(Audit.Filter filter, Audit.Cursor after, int size) {
        long account = caller.find().map(Caller::accountId).orElse(Caller.FIRST_ACCOUNT);
        return audit.page(account, filter, after, size);
    }
}
