package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.telegram.Session;

/** What operators do with contacts. */
@ApplicationScoped
public class ContactService {
    private final OptOuts optOuts;
    private final Consumer<ContactsChanged> tell;

    @Inject
    ContactService(OptOuts optOuts, Event<ContactsChanged> events) {
        this(optOuts, events::fire);
    }

    public ContactService(OptOuts optOuts, Consumer<ContactsChanged> tell) {
        this.optOuts = optOuts;
        this.tell = tell;
    }

    /** Notes that somebody told an operator to be left alone. From its return on no campaign claims them. */
    @Needs(Role.OPERATOR)
    public void optOut(Session session, long userId) {
        optOuts.add(session.accountId(), userId, "operator");
        tell.accept(new ContactsChanged(session));
    }
}
