package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.WhyService;

/** Says of one recipient why they were written to, or not. */
@Named
@ViewScoped
public class WhyDialog implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private WhyService service;

    @Inject
    private Words words;

    private boolean open;
    private String title = "";
    private WhyText text;

    public void ask(long campaign, long user) {
        try {
            var why = service.why(campaign, user);
            title = words.say(why.called());
            text = WhyText.of(why, words);
        } catch (CampaignRefused deleted) {
            title = words.of("campaign.unknown");
            text = new WhyText(words.of("campaign.unknown.text"), "", null);
        }
        open = true;
    }

    public void cancel() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public String getTitle() {
        return title;
    }

    /** Null before the first question. */
    public WhyText getText() {
        return text;
    }
}
