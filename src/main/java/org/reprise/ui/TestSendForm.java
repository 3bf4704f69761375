package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.audience.Contact;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.NotFilled;
import org.reprise.campaign.TestSend;
import org.reprise.campaign.TestSend.Preview;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;
import org.reprise.telegram.SendOutcome;

/** Sends the editor's message to one contact, and says in words what Telegram answered. */
@Named
@ViewScoped
public class TestSendForm implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private TestSend test;

    @Inject
    private AudienceSizes audiences;

    @Inject
    private Editor editor;

    @Inject
    private Words words;

    private Long recipient;
    private String result;
    private transient MessageView shown;
    private String shownFor;

    /** What the recipient would get; nothing is sent. */
    public void preview() {
        forget();
        if (recipient == null) {
            Refusal.tell("new:recipient", words.of("trial.recipient.wrong"));
            return;
        }
        try {
            show(test.preview(
                    editor.getSession(),
                    recipient,
                    editor.getForm().text(),
                    editor.getForm().getFormat(),
                    editor.getForm().extras()));
        } catch (CampaignRefused refused) {
            Refusal.tell("new:recipient", words.say(refused.said()));
        }
    }

    private void show(Preview preview) {
        shownFor = words.of("trial.shown", words.say(NotFilled.called(preview.contact())));
        if (preview.filling() instanceof Filled filled) {
            shown = MessageView.of(filled.message(), words);
            result = shownFor;
        } else if (preview.filling() instanceof LeftOut leftOut) {
            result = words.say(NotFilled.said(preview.contact(), leftOut));
        }
    }

    /** The same of the next one whom the campaign is for; after the last comes the first. */
    public void next() {
        forget();
        var wrong = editor.targeting().wrong(words);
        if (wrong.isPresent()) {
            Refusal.tell("new:recipient", wrong.get());
            return;
        }
        var whom = editor.targeting().targeting(words.getZone());
        long last = recipient == null ? 0 : recipient;
        try {
            var found = audiences.next(editor.getSession(), editor.account(), whom, last);
            var next = found.isPresent() ? found : audiences.next(editor.getSession(), editor.account(), whom, 0);
            recipient = next.isPresent() ? (Long) next.getAsLong() : null;
            preview();
        } catch (CampaignRefused refused) {
            Refusal.tell("new:recipient", words.say(refused.said()));
        }
    }

    private void forget() {
        result = null;
        shown = null;
        shownFor = null;
    }

    public void send() {
        forget();
        if (recipient == null) {
            Refusal.tell("new:recipient", words.of("trial.recipient.wrong"));
        }
        if (editor.getForm().refuses("new", words) || recipient == null) {
            return;
        }
        try {
            result = inWords(test.send(
                    editor.getSession(),
                    recipient,
                    editor.getForm().text(),
                    editor.getForm().getFormat(),
                    editor.getForm().extras()));
        } catch (CampaignRefused refused) {
            Refusal.tell("new:recipient", words.say(refused.said()));
        }
    }

    private String inWords(SendOutcome outcome) {
        var who = String.valueOf(recipient);
        if (outcome instanceof SendOutcome.Sent) {
            return words.of("trial.sent", who);
        } else if (outcome instanceof SendOutcome.Refused refused) {
            return words.of("trial.refused", who, words.of("reason." + refused.reason()));
        } else if (outcome instanceof SendOutcome.Throttled throttled) {
            return words.of("trial.throttled", throttled.pause().toSeconds() + 1);
        } else if (outcome instanceof SendOutcome.Unreachable) {
            return words.of("trial.unreachable");
        } else if (outcome instanceof SendOutcome.MessageRejected rejected) {
            return words.of("trial.rejected", rejected.cause());
        } else if (outcome instanceof SendOutcome.SessionLost lost) {
            return words.of("trial.lost", lost.cause());
        }
        return words.of("trial.unknown", who);
    }

    public List<Contact> getPeople() {
        return editor.getSession() == null ? List.of() : test.people(editor.getSession());
    }

    public Long getRecipient() {
        return recipient;
    }

    public void setRecipient(Long recipient) {
        this.recipient = recipient;
    }

    /** The message for one person; null: nobody asked, or they get none. */
    public MessageView getShown() {
        return shown;
    }

    public String getShownFor() {
        return shownFor;
    }

    public String getResult() {
        return result;
    }
}
