package org.reprise.ui;

import jakarta.inject.Inject;
import java.io.Serializable;
import org.reprise.telegram.Session;

/** Asks once before something is done about one contact of the page. */
abstract class ContactQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    private final String text;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    private transient ContactTable.Row row;

    /** @param text key of the question, with a place for who it is */
    ContactQuestion(String text) {
        this.text = text;
    }

    /** What is done about them. */
    abstract void act(Session session, long user);

    final ContactsPage page() {
        return page;
    }

    public void ask(ContactTable.Row contact) {
        row = contact;
    }

    public void answer() {
        act(page.chosen(), row.contact().userId());
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
                        text,
                        row.name().isEmpty() ? String.valueOf(row.contact().userId()) : row.name());
    }
}
