package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.campaign.CampaignDesk;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.UncertainDesk;
import org.reprise.progress.ProgressBoard;

/** Asks once, with their number, before uncertain recipients are counted as sent or released to be sent again. */
@Named
@ViewScoped
public class UncertainQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private CampaignDesk campaigns;

    @Inject
    private ProgressBoard board;

    @Inject
    private UncertainDesk desk;

    @Inject
    private Words words;

    private boolean open;
    private boolean again;
    private long campaign;
    private long number;

    public void ask(long id, boolean sendAgain) {
        campaign = id;
        again = sendAgain;
        number = CampaignRow.of(campaigns.find(id), board.of(id)).tally().uncertain();
        open = true;
    }

    /** Holds for the number that was confirmed; another one is refused. */
    public void answer() {
        try {
            if (again) {
                desk.sendAgain(campaign, number);
            } else {
                desk.countAsSent(campaign, number);
            }
            open = false;
        } catch (CampaignRefused refused) {
            Refusal.tell("decide", words.of("uncertain.refused", String.valueOf(campaign), number));
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
        return words.of(again ? "uncertain.again.title" : "uncertain.sent.title", number);
    }

    public String getText() {
        return words.of(again ? "uncertain.again.text" : "uncertain.sent.text", number, String.valueOf(campaign));
    }

    public String getButton() {
        return words.of(again ? "uncertain.again" : "uncertain.sent");
    }
}
