package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.audience.Headcount;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.CategoryService;
import org.reprise.campaign.Forecast;
import org.reprise.campaign.HearingService;
import org.reprise.campaign.PersonalMessages;
import org.reprise.campaign.PreflightService;
import org.reprise.campaign.SessionService;
import org.reprise.campaign.TargetingEdit;
import org.reprise.telegram.Session;

/** A new campaign or a draft on one page, which saves itself as somebody types. */
@Named
@ViewScoped
public class Editor implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "new";
    private static final String DEMO = "demo";
    private static final String LIST = "/index?faces-redirect=true";

    @Inject
    private AudienceSizes audiences;

    @Inject
    private CampaignService desk;

    @Inject
    private SessionService sessions;

    @Inject
    private CategoryService categories;

    @Inject
    private HearingService hearing;

    @Inject
    private DraftOnce drafts;

    @Inject
    private Question question;

    @Inject
    private Toast toast;

    @Inject
    private PreflightService preflights;

    @Inject
    private PersonalMessages messages;

    @Inject
    private Words words;

    private Long id;
    private int seenVersion;
    private String key = UUID.randomUUID().toString();
    private CampaignForm form = new CampaignForm();
    private TargetingForm targeting = new TargetingForm();
    private List<String> choices = List.of();
    private String session;

    /** Of the draft; null before there is one. */
    private Long account;

    private Headcount audience;
    private String leftOut;

    /** What the targeting asks for and is not there, in words. */
    private String unknown = "";

    private PreflightView checked;

    /** How the last save went, in words; null while there was none. */
    private String state;

    /** Whether it is on record that the draft is edited here: once, however often it saves itself. */
    private boolean onRecord;

    /** Whether it was seen that the draft is none any more: that is told once, and what a save answers stays. */
    private boolean isGone;

    private transient Campaign theirs;

    /** @return where the campaign of the address is shown, when it is no draft; else null */
    public String open() {
        if (id == null) {
            sessions.all().stream().findFirst().ifPresent(first -> session = first.name());
        } else {
            var draft = find().filter(Editor::isDraft);
            if (draft.isEmpty()) {
                return "/campaign?faces-redirect=true&id=" + id;
            }
            see(draft.get());
        }
        findChoices();
        count();
        return null;
    }

    private Optional<Campaign> find() {
        try {
            return Optional.of(desk.find(id));
        } catch (CampaignRefused unknown) {
            return Optional.empty();
        }
    }

    private static boolean isDraft(Campaign campaign) {
        return campaign.status() == CampaignStatus.CREATED;
    }

    private void see(Campaign draft) {
        form = CampaignForm.of(draft);
        targeting = TargetingForm.of(draft.targeting(), words.getZone());
        session = draft.session().name();
        account = draft.accountId();
        seenVersion = draft.version();
        theirs = null;
    }

    /** Counts the audience of what is entered. */
    public void count() {
        audience = null;
        leftOut = null;
        unknown = "";
        checked = null;
        if (session != null && targeting.isComplete(words)) {
            var wanted = targeting.targeting(words.getZone());
            try {
                audience = audiences.of(session, account(), wanted);
                leftOut = words.leftOut(audiences.leftOut(session, account(), wanted));
            } catch (CampaignRefused asksForNothing) {
                unknown = words.say(asksForNothing.said());
            }
        }
    }

    /** What was asked is of another limit or pace now. */
    public void forgetCheck() {
        checked = null;
    }

    /** @return where to go next */
    public String saveDraft() {
        if (refuses() || !save()) {
            return null;
        }
        toast.sayThere(words.of("editor.kept", words.label(desk.find(id))));
        return LIST;
    }

    /** As somebody types: what is wrong is said in one line, and nothing is asked. */
    public void autosave() {
        boolean wasNew = id == null;
        var wrong = form.wrong(words).or(() -> targeting.wrong(words));
        var refused = wrong.isPresent() ? wrong : tryToSave();
        state = refused.map(why -> words.of(isGone ? "editor.unsaved" : "editor.unsaved.here", why))
                .orElseGet(() -> words.of("editor.saved", words.clock(words.now())));
        if (refused.isEmpty()) {
            tellSaved();
        }
        update(theirs != null, "meanwhile");
        update(wasNew && id != null, "deletion");
    }

    private void tellSaved() {
        PrimeFaces.current().ajax().addCallbackParam("saved", getKeep());
        PrimeFaces.current().ajax().addCallbackParam("address", "?id=" + id);
    }

    private static void update(boolean needed, String part) {
        if (needed) {
            PrimeFaces.current().ajax().update(FORM + ":" + part);
        }
    }

    /** Saves the draft, and asks before it is started; nobody is asked about a start that reaches nobody. */
    public void start() {
        if (refuses()) {
            return;
        }
        count();
        if (getRecipients().most() == 0) {
            Refusal.tell(FORM, words.of("editor.nobody", session, leftOut).strip());
            return;
        }
        if (save()) {
            see(desk.find(id));
            tellSaved();
            question.ask(Verb.START, id);
        }
    }

    private boolean refuses() {
        boolean targetingRefused = targeting.refuses(FORM, words);
        return form.refuses(FORM, words) || targetingRefused;
    }

    private boolean save() {
        var refused = tryToSave();
        refused.ifPresent(why -> Refusal.tell(FORM, why));
        state = refused.isPresent() ? null : words.of("editor.saved", words.clock(words.now()));
        return refused.isEmpty();
    }

    /** @return why it is not saved, in words; nothing: it is */
    private Optional<String> tryToSave() {
        try {
            if (id == null) {
                var made = drafts.create(key, draft());
                if (made.id() == null) {
                    return Optional.of(words.of("editor.busy"));
                }
                id = made.id();
                var draft = desk.find(id);
                seenVersion = draft.version();
                account = draft.accountId();
                if (made.isNew()) {
                    onRecord = true;
                    return Optional.empty();
                }
            }
            int before = seenVersion;
            seenVersion = desk.update(id, edit()).version();
            onRecord |= seenVersion != before;
            theirs = null;
            return Optional.empty();
        } catch (CampaignRefused refused) {
            return refuse(refused);
        }
    }

    private Optional<String> refuse(CampaignRefused refused) {
        isGone = id != null && find().filter(Editor::isDraft).isEmpty();
        if (refused.code() == CampaignRefused.Code.UNKNOWN && isGone) {
            return Optional.of(words.of("editor.deleted"));
        }
        if (refused.code() != CampaignRefused.Code.STALE) {
            return Optional.of(words.say(refused.said()));
        }
        var now = desk.find(id);
        if (isSaved(now)) {
            // an earlier save counted, though its answer was lost
            seenVersion = now.version();
            return Optional.empty();
        }
        theirs = now;
        return Optional.of(words.of("editor.stale"));
    }

    private boolean isSaved(Campaign now) {
        return form.says(CampaignForm.of(now), words)
                && now.session().name().equals(session)
                && now.targeting().equals(targeting.targeting(words.getZone()));
    }

    /** Overwrites what somebody else saved meanwhile, having seen it. */
    public void saveMine() {
        seenVersion = theirs.version();
        if (!refuses() && save()) {
            tellSaved();
        }
    }

    public void takeTheirs() {
        see(desk.find(id));
        findChoices();
        state = null;
        count();
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

    long account() {
        return account != null ? account : sessions.accountOf(session == null ? "" : session);
    }

    private CampaignEdit edit() {
        return form.edit()
                .ifVersion(seenVersion)
                .ifDraft()
                .goingOn(onRecord)
                .session(session)
                .targeting(TargetingEdit.to(targeting.targeting(words.getZone())));
    }

    /** Tells at once that somebody else saved, started or deleted the draft. */
    public void catchUp() {
        if (id == null || theirs != null || isGone) {
            return;
        }
        var now = find();
        if (now.filter(Editor::isDraft).isEmpty()) {
            isGone = true;
            state = words.of(now.isPresent() ? "editor.started" : "editor.deleted");
            update(true, "state");
        } else if (now.get().version() != seenVersion && !isSaved(now.get())) {
            theirs = now.get();
            state = words.of("editor.unsaved.here", words.of("editor.stale"));
            update(true, "meanwhile");
            update(true, "state");
        }
    }

    /** Names of sessions to choose from. */
    public List<String> getSessions() {
        var names = new ArrayList<>(sessions.all().stream().map(Session::name).toList());
        if (sessions.opensSandboxes() && !names.contains(DEMO)) {
            names.add(DEMO);
        }
        return names;
    }

    /** Names of categories to choose from, and of those that are asked for and gone; as the page was opened. */
    public List<String> getCategories() {
        return choices;
    }

    /** Somebody comes to the lists of categories: those that were made or deleted meanwhile are there, too. */
    public void refreshCategories() {
        var before = choices;
        findChoices();
        update(!choices.equals(before), "aimed");
    }

    private void findChoices() {
        var names = targeting.targeting(words.getZone()).categories();
        categories.all().forEach(category -> names.add(category.name()));
        choices = List.copyOf(names);
    }

    /** How many contacts the targeting selects, or null while no session or half a bound is chosen. */
    public Headcount getAudience() {
        return audience;
    }

    /** What the targeting asks for and is not there; empty: all is. */
    public String getUnknown() {
        return unknown;
    }

    /** Who would get it and who not, as it is entered. */
    public void check() {
        checked = null;
        if (session == null || targeting.refuses(FORM, words)) {
            return;
        }
        try {
            checked = PreflightView.of(
                    preflights.of(
                            session,
                            account(),
                            targeting.targeting(words.getZone()),
                            form.getLimit(),
                            form.pace(),
                            form.message().orElse(null),
                            words::time),
                    words);
        } catch (CampaignRefused refused) {
            Refusal.tell(FORM, words.say(refused.said()));
        }
    }

    /** What placeholders may ask for. */
    public List<String> getFields() {
        return messages.fields(account());
    }

    TargetingForm targeting() {
        return targeting;
    }

    /** Null: nobody asked. */
    public PreflightView getChecked() {
        return checked;
    }

    /** The condition that was chosen comes to the rule. */
    public void addCondition() {
        targeting.getRule().addChosen(FORM, words);
        count();
    }

    public void removeCondition(RuleForm.Chip chip) {
        targeting.getRule().remove(chip, words);
        count();
    }

    /** Who is left out of them, in words; empty when nobody is. */
    public String getLeftOut() {
        return leftOut;
    }

    /** How many would get the message: the audience, up to the limit. */
    public Headcount getRecipients() {
        return audience.upTo(form.getLimit());
    }

    /** What a start would do now; null while nobody can be counted. */
    public Forecast getForecast() {
        double perSecond = findSession().map(Session::expectedRate).orElse(Double.POSITIVE_INFINITY);
        return audience == null ? null : Forecast.of(getRecipients().people(), form.pace(), perSecond);
    }

    /** How long that takes, in words. */
    public String getTakes() {
        var takes = getForecast().takes();
        return takes == null ? words.of("editor.unlimited") : words.duration(takes);
    }

    /** When it ends, should it start now; in the operator's zone, empty when nobody can say. */
    public String getEnds() {
        return words.time(getForecast().ends(words.now()));
    }

    /** That opt-outs are not heard; empty when they are. */
    public String getWarning() {
        return findSession().flatMap(hearing::warning).map(words::say).orElse("");
    }

    private Optional<Session> findSession() {
        return Optional.ofNullable(session).flatMap(sessions::find);
    }

    /** What the page is about: the name of the draft, or what stands for it. */
    public String getTitle() {
        return id == null
                ? words.of("frame.editor")
                : find().map(words::label).orElseGet(() -> words.of("frame.editor"));
    }

    /** What somebody else saved while this was open, or null. */
    public Theirs getTheirs() {
        return theirs == null
                ? null
                : Theirs.of(
                        theirs,
                        lines(CampaignForm.of(theirs), theirs.session().name(), words.audience(theirs)),
                        lines(form, session, words.audience(targeting.targeting(words.getZone()), session)));
    }

    private List<String> lines(CampaignForm of, String sender, String whom) {
        return Stream.concat(
                        Stream.of(words.of("compare.sender", sender), words.of("compare.audience", whom)),
                        FormWords.of(of, words).stream())
                .toList();
    }

    public String getState() {
        return state;
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
