package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.telegram.Session;

/** What operators do with contacts. */
@ApplicationScoped
public class ContactService {
    /** So long an operator can take back that they opted somebody out. */
    static final Duration MAX_SECOND_THOUGHT = Duration.ofMinutes(10);

    private final OptOuts optOuts;
    private final Audit audit;
    private final Consumer<ContactsChanged> tell;

    @Inject
    ContactService(OptOuts optOuts, Audit audit, Event<ContactsChanged> events) {
        this(optOuts, audit, events::fire);
    }

    public ContactService(OptOuts optOuts, Audit audit, Consumer<ContactsChanged> tell) {
        this.optOuts = optOuts;
        this.audit = audit;
        this.tell = tell;
    }

    /** Notes that somebody told an operator to be left alone. From its return on no campaign claims them. */
    @Needs(Role.OPERATOR)
    public void optOut(Session session, long userId) {
        optOuts.add(
                session.accountId(),
                userId,
                OptOuts.BY_OPERATOR,
                () -> audit.note(
                        session.accountId(),
                        AuditAction.OPTED_OUT,
                        new Subject("contact", session.id() + "/" + userId),
                        Change.NONE));
        tell.accept(new ContactsChanged(session));
    }

    /**
     * Takes back what an operator has just noted by mistake. What people said themselves stands, and so does what was
     * noted longer than {@link #MAX_SECOND_THOUGHT} ago.
     *
     * @return whether campaigns write to them again
     */
    @Needs(Role.OPERATOR)
    public boolean takeBackOptOut(Session session, long userId) {
        boolean isBack = optOuts.takeBack(
                session.accountId(),
                userId,
                MAX_SECOND_THOUGHT,
                () -> audit.note(
                        session.accountId(),
                        AuditAction.OPT_OUT_TAKEN_BACK,
                        new Subject("contact", session.id() + "/" + userId),
                        Change.NONE));
        if (isBack) {
            tell.accept(new ContactsChanged(session));
        }
        return isBack;
    }
}
