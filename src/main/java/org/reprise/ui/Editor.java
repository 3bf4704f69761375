package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.SessionService;
import org.reprise.campaign.TargetingEdit;
import org.reprise.progress.ProgressBoard;
import org.reprise.telegram.Session;

/** A new campaign or a draft on one page, and the newest ones below it. */
@Named
@ViewScoped
public class Editor implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "new";
    private static final String DEMO = "demo";
    private static final int NEWEST = 10;
    private static final String LIST = "/index?faces-redirect=true";

    @Inject
    private AudienceSizes audiences;

    @Inject
    private CampaignService desk;

    @Inject
    private CampaignList list;

    @Inject
    private SessionService sessions;

    @Inject
    private ProgressBoard board;

    @Inject
    private DraftOnce drafts;

    @Inject
    private Question question;

    @Inject
    private Words words;

    private Long id;
    private int seenVersion;
    private String key = UUID.randomUUID().toString();
    private CampaignForm form = new CampaignForm();
    private TargetingForm targeting = new TargetingForm();
    private String session;

    /** Of the draft; null before there is one. */
    private Long account;

    private Long audience;
    private String leftOut;

    /** @return where the campaign of the address is shown, when it is no draft; else null */
    public String open() {
        if (id == null) {
            sessions.all().stream().findFirst().ifPresent(first -> session = first.name());
        } else {
            var draft = find();
            if (draft.isEmpty()) {
                return "/campaign?faces-redirect=true&id=" + id;
            }
            see(draft.get());
        }
        count();
        return null;
    }

    private Optional<Campaign> find() {
        try {
            return Optional.of(desk.find(id)).filter(found -> found.status() == CampaignStatus.CREATED);
        } catch (CampaignRefused unknown) {
            return Optional.empty();
        }
    }

    private void see(Campaign draft) {
        form = CampaignForm.of(draft);
        targeting = TargetingForm.of(draft.targeting(), words.getZone());
        session = draft.session().name();
        account = draft.accountId();
        seenVersion = draft.version();
    }

    /** Counts the audience of what is entered. */
    public void count() {
        audience = null;
        leftOut = null;
        if (session != null && targeting.isComplete()) {
            var wanted = targeting.targeting(words.getZone());
            audience = audiences.of(session, account(), wanted);
            leftOut = words.leftOut(audiences.leftOut(session, account(), wanted));
        }
    }

    /** @return where to go next */
    public String saveDraft() {
        return !refuses() && save() ? LIST : null;
    }

    /** Saves the draft, and asks before it is started; nobody is asked about a start that reaches nobody. */
    public void start() {
        if (refuses()) {
            return;
        }
        count();
        if (getRecipients() == 0) {
            Refusal.tell(FORM, words.of("editor.nobody", session, leftOut).strip());
            return;
        }
        var before = getKeep();
        if (save()) {
            see(desk.find(id));
            PrimeFaces.current().ajax().addCallbackParam("saved", before);
            PrimeFaces.current().ajax().addCallbackParam("address", "?id=" + id);
            question.ask(Verb.START, id);
        }
    }

    private boolean refuses() {
        boolean targetingRefused = targeting.refuses(FORM, words);
        return form.refuses(FORM, words) || targetingRefused;
    }

    private boolean save() {
        try {
            if (id == null) {
                var made = drafts.create(key, draft());
                if (made.id() == null) {
                    Refusal.tell(FORM, words.of("editor.busy"));
                    return false;
                }
                id = made.id();
                if (made.isNew()) {
                    return true;
                }
                seenVersion = desk.find(id).version();
            }
            update();
            return true;
        } catch (CampaignRefused refused) {
            return refuse(refused);
        }
    }

    private boolean refuse(CampaignRefused refused) {
        if (refused.code() != CampaignRefused.Code.STALE) {
            Refusal.tell(FORM, words.say(refused.said()));
            return false;
        }
        var theirs = desk.find(id);
        seenVersion = theirs.version();
        if (isSaved(theirs)) {
            return true;
        }
        Refusal.tell(FORM, words.of("editor.stale"));
        return false;
    }

    /** An earlier save counted, though its answer was lost. */
    private boolean isSaved(Campaign now) {
        return form.says(CampaignForm.of(now), words)
                && now.session().name().equals(session)
                && now.targeting().equals(targeting.targeting(words.getZone()));
    }

    private CampaignDraft draft() {
        return new CampaignDraft(
                account(),
                form.name(),
                session,
                form.text(),
                form.getLimit(),
                null,
                form.pace(),
                targeting.targeting(words.getZone()),
                form.getFormat(),
                form.extras());
    }

    private long account() {
        return account == null ? sessions.accountOf(session) : account;
    }

    private void update() {
        desk.update(
                id,
                form.edit()
                        .ifVersion(seenVersion)
                        .session(session)
                        .targeting(TargetingEdit.to(targeting.targeting(words.getZone()))));
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

    /** How many contacts the targeting selects, or null while no session or half a bound is chosen. */
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

    /** Under which name the browser keeps what is typed and not saved. */
    public String getKeep() {
        return id == null ? "new" : "draft-" + id;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public int getSeenVersion() {
        return seenVersion;
    }

    public void setSeenVersion(int seenVersion) {
        this.seenVersion = seenVersion;
    }

    /** Names the new draft over restarts, so that it is made once. */
    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key == null || key.length() > 64 ? UUID.randomUUID().toString() : key;
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
