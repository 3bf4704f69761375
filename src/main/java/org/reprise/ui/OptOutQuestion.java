package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.reprise.audience.ContactService;
import org.reprise.campaign.ContactRecordService.Card;
import org.reprise.telegram.Session;

/** Asks once before a contact is noted as somebody who wants no more messages. */
@Named
@ViewScoped
public class OptOutQuestion extends ContactQuestion {
    private static final long serialVersionUID = 1;

    @Inject
    private ContactService desk;

    public OptOutQuestion() {
        super("optout.text");
    }

    @Override
    void act(Session session, long user) {
        desk.optOut(session, user);
    }

    /** Whoever blocked the sender before stays left out for that, which an undo would forget. */
    @Override
    void tell(String done, Card card, boolean wasLeftOut) {
        if (wasLeftOut) {
            super.tell(done, card, true);
        } else {
            toast().sayOptedOut(done, card.session(), card.userId());
        }
    }

    @Override
    String done(String name, String sender) {
        return words().of("optout.done", name);
    }
}
