package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.restore.Confirmation;

/**
 * Says on the page what an action did, and offers the way back where there is one. What is said right before another
 * page is shown is said there.
 */
@Named
@RequestScoped
public class Toast {
    private static final String ID = "answer:said";
    private static final String LATER = Toast.class.getName();

    @Inject
    private CampaignService desk;

    @Inject
    private Words words;

    /** What another page is to say. */
    private record Said(String text, Verb back, long campaign) implements Serializable {}

    private String text;
    private Verb back;
    private long campaign;

    /** Says it in this page. */
    public void say(String what) {
        say(what, null, 0);
    }

    /** @param wayBack what undoes it; null: nothing does */
    public void say(String what, Verb wayBack, long ofCampaign) {
        text = what;
        back = wayBack;
        campaign = ofCampaign;
        if (faces().getPartialViewContext().isAjaxRequest()) {
            PrimeFaces.current().ajax().update(ID);
        }
    }

    /** Says it in the page that is led to. */
    public void sayThere(String what) {
        sayThere(what, null, 0);
    }

    /** @param wayBack what undoes it; null: nothing does */
    public void sayThere(String what, Verb wayBack, long ofCampaign) {
        session().put(LATER, new Said(what, wayBack, ofCampaign));
    }

    private Map<String, Object> session() {
        return faces().getExternalContext().getSessionMap();
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    /** What there is to say; null: nothing. */
    public String getText() {
        boolean mayBeLater = text == null
                && !faces().getPartialViewContext().isAjaxRequest()
                && faces().getExternalContext().getSession(false) != null;
        if (mayBeLater) {
            takeOver((Said) session().remove(LATER));
        }
        return text;
    }

    private void takeOver(Said said) {
        if (said != null) {
            text = said.text;
            back = said.back;
            campaign = said.campaign;
        }
    }

    /** The verb that undoes it, as the page's script hands it in; null: none. */
    public String getBack() {
        return back == null ? null : back.toString();
    }

    public long getCampaign() {
        return campaign;
    }

    /** Does what the button of the parameters {@code verb} and {@code campaign} offered. */
    public void undo() {
        var parameters = faces().getExternalContext().getRequestParameterMap();
        var verb = Stream.of(Verb.values())
                .filter(each -> each.toString().equals(parameters.get("verb")))
                .findFirst();
        var id = parameters.getOrDefault("campaign", "");
        if (verb.isPresent() && id.matches("\\d{1,18}")) {
            undo(verb.get(), Long.parseLong(id));
        }
    }

    private void undo(Verb verb, long id) {
        try {
            say(words.done(verb, verb.carryOut(desk, id, Confirmation.NONE)));
        } catch (CampaignRefused refused) {
            say(words.say(refused.said()));
        }
    }
}
