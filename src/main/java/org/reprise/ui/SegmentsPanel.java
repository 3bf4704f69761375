package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.reprise.Refused;
import org.reprise.audience.Segment;
import org.reprise.audience.SegmentRefused;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleRefused;
import org.reprise.audience.rule.Selection;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.PreflightService;
import org.reprise.campaign.SegmentService;
import org.reprise.campaign.SessionService;
import org.reprise.telegram.Session;

/**
 * The segments of the account beside the list: the rule of each, how many it selects now, and which campaigns use it.
 */
@Named
@ViewScoped
public class SegmentsPanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "segments";

    @Inject
    private SegmentService segments;

    @Inject
    private PreflightService preflights;

    @Inject
    private SessionService sessions;

    @Inject
    private RuleChoices choices;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    private boolean open;
    private List<Row> rows = List.of();

    /** Of the one that is edited; null: a new one. */
    private Long id;

    private int seenVersion;
    private String name = "";
    private RuleForm rule = new RuleForm();

    /** Whose contacts are counted. */
    private String session;

    private PreflightView view;

    /** What the rule asks for and is not there, in words. */
    private String unknown = "";

    private String uses = "";

    public record Row(long id, String name) implements Serializable {}

    /** @param sender whose contacts are counted at first; null: of all there are, the first */
    public void show(String sender) {
        session = sender != null
                ? sender
                : sessions.all().stream().findFirst().map(Session::name).orElse(null);
        choices.renew();
        begin();
        open = true;
    }

    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    /** By name, as they were when the drawer was opened or something was changed in it. */
    public List<Row> getRows() {
        return rows;
    }

    /** A new one. */
    public void begin() {
        id = null;
        name = "";
        uses = "";
        rule = new RuleForm();
        rows = segments.all().stream()
                .map(each -> new Row(each.id(), each.name()))
                .toList();
        count();
    }

    /** One that is there. */
    public void editOne(long which) {
        try {
            see(segments.find(which));
        } catch (SegmentRefused refused) {
            tell(refused);
        }
    }

    private void see(Segment segment) {
        id = segment.id();
        seenVersion = segment.version();
        name = segment.name();
        rule = RuleForm.of(new Selection(segment.rule(), null));
        uses = segments.uses(segment).stream()
                .map(use -> words.of("segments.use", words.label(use.campaign()), use.version()))
                .collect(Collectors.joining(", "));
        count();
    }

    public void save() {
        if (rule.refuses(FORM, words)) {
            return;
        } else if (rule.getLine().isEmpty()) {
            Refusal.tell(FORM + RuleForm.LINE, words.of("segments.empty"));
            return;
        }
        try {
            var wanted = entered();
            Segment saved = id == null ? segments.add(name, wanted) : segments.change(id, name, wanted, seenVersion);
            toast.say(words.of("segments.saved", saved.name(), saved.version()));
            begin();
        } catch (SegmentRefused | RuleRefused refused) {
            tell(refused);
        }
    }

    public void delete() {
        try {
            segments.delete(id);
            toast.say(words.of("segments.deleted", name));
            begin();
        } catch (SegmentRefused refused) {
            tell(refused);
        }
    }

    /** A segment is one rule: who is never meant is not meant by it. */
    private Rule entered() {
        return rule.selection(words.getZone()).whole();
    }

    /** Counts whom the rule selects of the sender that is chosen; nobody while it is not understood. */
    public void count() {
        view = null;
        unknown = "";
        if (session != null && rule.wrong(words).isEmpty()) {
            sessions.find(session).ifPresent(known -> view = seen(known));
        }
    }

    private PreflightView seen(Session known) {
        try {
            var targeting = Targeting.EVERYBODY.with(rule.selection(words.getZone()));
            return PreflightView.of(
                    preflights.of(known.name(), known.accountId(), targeting, null, Duration.ZERO, words::time), words);
        } catch (CampaignRefused | RuleRefused asksForNothing) {
            unknown = words.say(asksForNothing.said());
            return null;
        }
    }

    public void addCondition() {
        rule.addChosen(FORM, words);
        count();
    }

    public void removeCondition(RuleForm.Chip chip) {
        rule.remove(chip, words);
        count();
    }

    private void tell(Refused refused) {
        Refusal.tell(FORM, words.say(refused.said()));
    }

    /** Under which name the browser keeps what is typed and not saved. */
    public String getKey() {
        return id == null ? "new" : String.valueOf(id);
    }

    public boolean isNew() {
        return id == null;
    }

    public RuleForm getRule() {
        return rule;
    }

    /** Null while the rule is not understood, or there is no sender. */
    public PreflightView getView() {
        return view;
    }

    /** Empty: all is there that the rule asks for. */
    public String getUnknown() {
        return unknown;
    }

    /** Names of campaigns that hold a copy; empty: none does. */
    public String getUses() {
        return uses;
    }

    public List<String> getSenders() {
        return sessions.all().stream().map(Session::name).toList();
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }
}
