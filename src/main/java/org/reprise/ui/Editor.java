package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDesk;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.SessionDesk;
import org.reprise.progress.ProgressBoard;
import org.reprise.telegram.Session;

/** A new campaign on one page, and the newest ones below it. */
@Named
@ViewScoped
public class Editor implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String DEMO = "demo";
    private static final long ACCOUNT = 1;
    private static final int NEWEST = 10;

    @Inject
    private CampaignDesk desk;

    @Inject
    private CampaignList list;

    @Inject
    private SessionDesk sessions;

    @Inject
    private ProgressBoard board;

    @Inject
    private Words words;

    private final CampaignForm form = new CampaignForm();
    private final TargetingForm targeting = new TargetingForm();
    private String session;
    private Long audience;
    private String leftOut;

    @PostConstruct
    void begin() {
        var known = sessions.all();
        if (!known.isEmpty()) {
            session = known.get(0).name();
            count();
        }
    }

    /** Counts the audience of what is entered. */
    public void count() {
        if (session == null) {
            audience = null;
            leftOut = null;
            return;
        }
        var wanted = targeting.targeting(words.getZone());
        audience = desk.audienceSize(session, ACCOUNT, wanted);
        leftOut = words.leftOut(desk.leftOut(session, ACCOUNT, wanted));
    }

    /** @return where to go next */
    public String saveDraft() {
        return create(campaign -> {});
    }

    /** @return where to go next */
    public String start() {
        return create(campaign -> desk.start(campaign.id()));
    }

    private String create(Consumer<Campaign> next) {
        if (form.refuses("new", words)) {
            return null;
        }
        try {
            next.accept(desk.create(new CampaignDraft(
                    ACCOUNT,
                    form.name(),
                    session,
                    form.text(),
                    form.getLimit(),
                    null,
                    form.pace(),
                    targeting.targeting(words.getZone()),
                    form.getFormat(),
                    form.extras())));
            return "/index?faces-redirect=true";
        } catch (CampaignRefused refused) {
            Refusal.tell("new", words.say(refused.said()));
            return null;
        }
    }

    /** Nothing is kept here: the list below is read as it is rendered. */
    public void catchUp() {}

    /** Names of sessions to choose from. */
    public List<String> getSessions() {
        var names = new ArrayList<>(sessions.all().stream().map(Session::name).toList());
        if (sessions.opensSandboxes() && !names.contains(DEMO)) {
            names.add(DEMO);
        }
        return names;
    }

    public List<CampaignRow> getNewest() {
        return list.page(CampaignList.Filter.ALL, CampaignList.Order.CREATED, true, 0, NEWEST).stream()
                .map(campaign -> CampaignRow.of(campaign, board.of(campaign.id(), campaign.tally())))
                .toList();
    }

    /** How many contacts the targeting selects, or null while no session is chosen. */
    public Long getAudience() {
        return audience;
    }

    /** Who is left out of them, in words; empty when nobody is. */
    public String getLeftOut() {
        return leftOut;
    }

    /** How many would get the message: the audience, up to the limit. */
    public long getRecipients() {
        return form.getLimit() == null ? audience : Math.min(audience, form.getLimit());
    }

    public CampaignForm getForm() {
        return form;
    }

    public TargetingForm getTargeting() {
        return targeting;
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }
}
