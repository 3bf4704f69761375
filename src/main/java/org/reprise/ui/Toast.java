package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.audience.ContactService;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.SessionService;
import org.reprise.restore.Confirmation;
import org.reprise.telegram.Session;

/**
 * Says on the page what an action did, and offers the way back where there is one. What is said right before another
 * page is shown is said there.
 */
@Named
@RequestScoped
public class Toast {
    private static final String ID = "answer:said";
    private static final String LATER = Toast.class.getName();
    private static final String OPTED_OUT = "optout";
    private static final Pattern IDS = Pattern.compile("\\d{1,18}(,\\d{1,18})*+");

    @Inject
    private CampaignService desk;

    @Inject
    private Together together;

    @Inject
    private SessionService sessions;

    @Inject
    private ContactService contacts;

    @Inject
    private Words words;

    /** What another page is to say. */
    private record Said(String text, String back, String of) implements Serializable {}

    private String text;
    private String back;
    private String of = "";

    /** Says it in this page. */
    public void say(String what) {
        say(what, (String) null, "");
    }

    /** @param wayBack what undoes it; null: nothing does */
    public void say(String what, Verb wayBack, long campaign) {
        say(what, wayBack, List.of(campaign));
    }

    /** The same of several. */
    void say(String what, Verb wayBack, List<Long> campaigns) {
        say(what, wayBack == null ? null : wayBack.toString(), named(campaigns));
    }

    /** That somebody was opted out, which can be taken back for a moment. */
    void sayOptedOut(String what, Session session, long user) {
        say(what, OPTED_OUT, session.id() + "," + user);
    }

    private void say(String what, String wayBack, String whom) {
        text = what;
        back = wayBack;
        of = whom;
        if (faces().getPartialViewContext().isAjaxRequest()) {
            PrimeFaces.current().ajax().update(ID);
        }
    }

    /** Says it in the page that is led to. */
    public void sayThere(String what) {
        session().put(LATER, new Said(what, null, ""));
    }

    /** @param wayBack what undoes it; null: nothing does */
    public void sayThere(String what, Verb wayBack, long campaign) {
        session().put(LATER, new Said(what, wayBack == null ? null : wayBack.toString(), named(List.of(campaign))));
    }

    private static String named(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
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
            of = said.of;
        }
    }

    /** What undoes it, as the page's script hands it in; null: nothing. */
    public String getBack() {
        return back;
    }

    /** To what, in the same way. */
    public String getOf() {
        return of;
    }

    /** Does what the button of the parameters {@code verb} and {@code of} offered. */
    public void undo() {
        var parameters = faces().getExternalContext().getRequestParameterMap();
        var wanted = parameters.get("verb");
        var ids = ids(parameters.getOrDefault("of", ""));
        if (OPTED_OUT.equals(wanted) && ids.size() == 2) {
            takeBack(ids.get(0), ids.get(1));
        } else if (!ids.isEmpty()) {
            Stream.of(Verb.values())
                    .filter(each -> each.toString().equals(wanted))
                    .findFirst()
                    .ifPresent(verb -> undo(verb, ids));
        }
    }

    private static List<Long> ids(String text) {
        return IDS.matcher(text).matches()
                ? Stream.of(text.split(",")).map(Long::valueOf).toList()
                : List.of();
    }

    private void undo(Verb verb, List<Long> campaigns) {
        if (campaigns.size() > 1) {
            say(together.carryOut(verb, campaigns).said());
            return;
        }
        try {
            say(words.done(verb, verb.carryOut(desk, campaigns.get(0), Confirmation.NONE)));
        } catch (CampaignRefused refused) {
            say(words.say(refused.said()));
        }
    }

    private void takeBack(long session, long user) {
        boolean isBack = sessions.find(session)
                .filter(of -> contacts.takeBackOptOut(of, user))
                .isPresent();
        sayThere(words.of(isBack ? "optout.undone" : "optout.kept"));
        PrimeFaces.current().executeScript("location.reload()");
    }
}
