package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.reprise.campaign.ContactRecordService;

/** Asks once before a contact is erased, and knows where all that is stored about one can be had. */
@Named
@ViewScoped
public class EraseQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private ContactsPage page;

    @Inject
    private ContactRecordService desk;

    @Inject
    private Words words;

    private transient ContactTable.Row row;

    public void ask(ContactTable.Row contact) {
        row = contact;
    }

    public void answer() {
        desk.erase(page.chosen(), row.contact().userId());
        row = null;
        page.open();
    }

    public void cancel() {
        row = null;
    }

    public boolean isOpen() {
        return row != null;
    }

    public String getText() {
        return row == null
                ? ""
                : words.of(
                        "erase.text",
                        row.name().isEmpty() ? String.valueOf(row.contact().userId()) : row.name());
    }

    /** Below the context path. A path has no blanks as plus signs. */
    public String exportOf(ContactTable.Row contact) {
        return "/contacts/"
                + URLEncoder.encode(page.getSession(), StandardCharsets.UTF_8).replace("+", "%20") + "/"
                + contact.contact().userId() + "/export";
    }
}
