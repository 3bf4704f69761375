package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.audience.ContactService;

/** Asks once before a contact is noted as somebody who wants no more messages. */
@Named
@ViewScoped
public class OptOutQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private ContactsPage page;

    @Inject
    private ContactService desk;

    @Inject
    private Words words;

    private transient ContactTable.Row row;

    public void ask(ContactTable.Row contact) {
        row = contact;
    }

    public void answer() {
        desk.optOut(page.chosen(), row.contact().userId());
        row = null;
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
                        "optout.text",
                        row.name().isEmpty() ? String.valueOf(row.contact().userId()) : row.name());
    }
}
