package org.reprise.ui;

import jakarta.inject.Inject;
import java.io.Serializable;
import org.reprise.campaign.ContactRecordService.Card;
import org.reprise.telegram.Session;

/** Asks once before something is done about the contact that is looked at. */
abstract class ContactQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    private final String text;

    @Inject
    private ContactDrawer drawer;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private boolean open;

    /** @param text key of the question, with a place for who it is */
    ContactQuestion(String text) {
        this.text = text;
    }

    /** What is done about them. */
    abstract void act(Session session, long user);

    /** What was done, in words. */
    abstract String done(String name, String sender);

    final Toast toast() {
        return toast;
    }

    final Words words() {
        return words;
    }

    public void ask() {
        open = drawer.isOpen();
    }

    public void answer() {
        var card = drawer.getCard();
        var done = done(drawer.getName(), card.session().name());
        boolean wasLeftOut = drawer.getLeftOut() != null;
        act(card.session(), card.userId());
        open = false;
        drawer.open();
        page.open();
        tell(done, card, wasLeftOut);
    }

    /** @param wasLeftOut whether campaigns did not write to them before */
    void tell(String done, Card card, boolean wasLeftOut) {
        toast.say(done);
    }

    public void cancel() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public String getText() {
        return open ? words.of(text, drawer.getName()) : "";
    }
}
