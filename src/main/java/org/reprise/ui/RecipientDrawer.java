package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.PersonalMessages;
import org.reprise.campaign.TestSend;
import org.reprise.campaign.Why;
import org.reprise.campaign.WhyService;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Message;

/** One recipient beside the list of them: who it is, what they got, why they were written to, or not. */
@Named
@ViewScoped
public class RecipientDrawer implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private WhyService service;

    @Inject
    private PersonalMessages messages;

    @Inject
    private TestSend test;

    @Inject
    private Words words;

    private Long wanted;
    private Long campaign;
    private Long user;

    /** What is shown; null when it has to be read, or nobody is looked at. */
    private transient RecipientView view;

    /** Opens it for the person whom the page's address names, if it names one. */
    public void openWanted(long ofCampaign) {
        if (wanted != null && wanted > 0) {
            ask(ofCampaign, wanted);
        }
    }

    public void ask(long ofCampaign, long userId) {
        campaign = ofCampaign;
        user = userId;
        view = null;
        PrimeFaces.current().ajax().addCallbackParam("person", String.valueOf(userId));
    }

    private Optional<RecipientView> read() {
        try {
            var why = service.why(campaign, user);
            return Optional.of(new RecipientView(
                    why,
                    WhyText.of(why, words),
                    words.say(why.called()),
                    message(why).map(message -> MessageView.of(message, words)).orElse(null)));
        } catch (CampaignRefused deleted) {
            return Optional.empty();
        }
    }

    /** The very text that was handed over; of who may still be written to, the one that they would get now. */
    private Optional<Message> message(Why why) {
        var entry = why.person().entry();
        if (entry.isEmpty()) {
            return Optional.of(why.campaign())
                    .filter(now -> why.eligibility().isOpen())
                    .flatMap(now -> wouldGet(now, why.person().userId()));
        }
        return messages.got(why).map(Filled::message);
    }

    private Optional<Message> wouldGet(Campaign now, long userId) {
        try {
            return test.preview(now.message(), now.session(), userId).filling() instanceof Filled filled
                    ? Optional.of(filled.message())
                    : Optional.empty();
        } catch (CampaignRefused refused) {
            return Optional.empty();
        }
    }

    /** Shows what became of the person meanwhile. */
    void catchUp() {
        if (user == null) {
            return;
        }
        var before = view;
        view = read().orElse(null);
        if (view != null && !view.looksLike(before)) {
            PrimeFaces.current().ajax().update("why:person");
        }
    }

    public void cancel() {
        user = null;
        view = null;
    }

    public boolean isOpen() {
        return getView() != null;
    }

    /** Null: nobody is looked at, or the campaign is gone. */
    public RecipientView getView() {
        if (view == null && user != null) {
            view = read().orElse(null);
        }
        return view;
    }

    public Long getWanted() {
        return wanted;
    }

    public void setWanted(Long wanted) {
        this.wanted = wanted;
    }
}
