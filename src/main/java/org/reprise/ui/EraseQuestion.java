package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.reprise.campaign.ContactRecordService;
import org.reprise.telegram.Session;

/** Asks once before a contact is erased, and knows where all that is stored about one can be had. */
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
        page().open();
    }

    /** Below the context path. A path has no blanks as plus signs. */
    public String exportOf(ContactTable.Row contact) {
        return "/contacts/"
                + URLEncoder.encode(page().getSession(), StandardCharsets.UTF_8).replace("+", "%20") + "/"
                + contact.contact().userId() + "/export";
    }
}
