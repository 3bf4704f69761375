package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.audience.Contact;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.TestSend;
import org.reprise.telegram.SendOutcome;

/** Sends the editor's message to one contact, and says in words what Telegram answered. */
@Named
@ViewScoped
public class TestSendForm implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private TestSend test;

    @Inject
    private Editor editor;

    @Inject
    private Words words;

    private Long recipient;
    private String result;

    public void send() {
        result = null;
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

    public String getResult() {
        return result;
    }
}
