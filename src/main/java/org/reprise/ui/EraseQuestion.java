package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.reprise.campaign.ContactRecordService;
import org.reprise.telegram.Session;

/** Asks once before a contact is erased. */
@Named
@ViewScoped
public class EraseQuestion extends ContactQuestion {
    private static final long serialVersionUID = 1;

    @Inject
    private ContactRecordService desk;

    public EraseQuestion() {
        super("erase.text");
    }

    @Override
    void act(Session session, long user) {
        desk.erase(session, user);
    }

    @Override
    String done(String name, String sender) {
        return words().of("erase.done", name, sender);
    }
}
