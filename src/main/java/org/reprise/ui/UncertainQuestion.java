package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.UncertainService;
import org.reprise.progress.ProgressBoard;

/** Asks once before one uncertain recipient or all of them, with their number, count as sent or are sent to again. */
@Named
@ViewScoped
public class UncertainQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private CampaignService campaigns;

    @Inject
    private ProgressBoard board;

    @Inject
    private UncertainService desk;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private boolean open;
    private boolean again;
    private long campaign;
    private long number;
    /** Null: it is about all of them. */
    private Long user;

    public void askOne(long id, long userId, boolean sendAgain) {
        ask(id, sendAgain);
        user = userId;
    }

    public void ask(long id, boolean sendAgain) {
        campaign = id;
        again = sendAgain;
        user = null;
        number = CampaignRow.of(campaigns.find(id), board.of(id)).tally().uncertain();
        open = true;
    }

    /** Holds for the number that was confirmed; another one is refused. */
    public void answer() {
        try {
            if (user != null) {
                decideOne();
            } else if (again) {
                desk.sendAgain(campaign, number);
            } else {
                desk.countAsSent(campaign, number);
            }
            toast.say(done());
            open = false;
        } catch (CampaignRefused refused) {
            Refusal.tell(
                    "decide",
                    user != null
                            ? words.say(refused.said())
                            : words.of("uncertain.refused", String.valueOf(campaign), number));
        }
    }

    private void decideOne() {
        if (again) {
            desk.sendOneAgain(campaign, user);
        } else {
            desk.countOneAsSent(campaign, user);
        }
    }

    public void cancel() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public boolean isAgain() {
        return again;
    }

    public String getTitle() {
        return user != null
                ? words.of(again ? "uncertain.one.again.title" : "uncertain.one.sent.title", String.valueOf(user))
                : words.of(again ? "uncertain.again.title" : "uncertain.sent.title", number);
    }

    public String getText() {
        return user != null
                ? words.of(again ? "uncertain.one.again.text" : "uncertain.one.sent.text", String.valueOf(campaign))
                : words.of(again ? "uncertain.again.text" : "uncertain.sent.text", number, String.valueOf(campaign));
    }

    private String done() {
        return user != null
                ? words.of(again ? "uncertain.one.again.done" : "uncertain.one.sent.done", String.valueOf(user))
                : words.of(again ? "uncertain.again.done" : "uncertain.sent.done", number);
    }

    public String getButton() {
        return words.of(again ? "uncertain.again" : "uncertain.sent");
    }
}
