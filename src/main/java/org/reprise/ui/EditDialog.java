package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.audience.Headcount;
import org.reprise.audience.rule.RuleLine;
import org.reprise.audience.rule.RuleRefused;
import org.reprise.audience.rule.Selection;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.Limits;
import org.reprise.campaign.PersonalMessages;
import org.reprise.campaign.PreflightService;
import org.reprise.campaign.TargetingEdit;
import org.reprise.progress.ProgressBoard;

/** Changes a campaign in any state. It shows how the campaign stands now, but changes only what the editor saw. */
@Named
@ViewScoped
public class EditDialog implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(EditDialog.class.getName());
    private static final String FORM = "dialog";

    @Inject
    private PersonalMessages messages;

    @Inject
    private CampaignService desk;

    @Inject
    private ProgressBoard board;

    @Inject
    private PreflightService preflights;

    @Inject
    private RuleChoices choices;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private Long wanted;
    private Long id;
    private CampaignForm form;
    private RuleForm rule;

    /** How many the changed rule would select, in words. */
    private String selected = "";

    /** Who would get it by the changed rule, before the limit; null: it is not changed, or not understood. */
    private Headcount open;

    private int seenVersion;
    private int seenRevision;
    private boolean wasRunning;
    private transient Campaign theirs;
    private transient Campaign newest;

    /** Opens it for the campaign that the page's address names, if it names one. */
    public void openWanted() {
        if (wanted != null) {
            open(wanted);
        }
    }

    public void open(long campaign) {
        try {
            see(desk.find(campaign));
        } catch (CampaignRefused refused) {
            Refusal.tell(null, words, campaign, refused);
        }
    }

    private void see(Campaign campaign) {
        id = campaign.id();
        form = CampaignForm.of(campaign);
        rule = RuleForm.of(campaign.targeting().selection());
        selected = "";
        open = null;
        choices.renew();
        seenVersion = campaign.version();
        seenRevision = campaign.revision();
        wasRunning = campaign.isRunning();
        theirs = null;
        newest = campaign;
    }

    public void save() {
        boolean ruleRefused = rule.refuses(FORM, words);
        if (form.refuses(FORM, words) || ruleRefused) {
            return;
        }
        try {
            var selection = rule.selection(words.getZone());
            var edit = form.edit()
                    .targeting(new TargetingEdit(before -> before.with(selection), UnaryOperator.identity()));
            saved(desk.update(id, edit.ifVersion(seenVersion)));
        } catch (CampaignRefused refused) {
            refuse(refused);
        }
    }

    /** Says what was saved, and for how many it holds. */
    private void saved(Campaign now) {
        newest = now;
        long left = getRecipients();
        if (now.revision() == seenRevision) {
            toast.say(words.of(left == 0 ? "done.set.nobody" : "done.set", words.label(now), left));
        } else {
            toast.say(words.of(left == 0 ? "done.edit.nobody" : "done.edit", now.revision(), left));
        }
        close();
    }

    private void refuse(CampaignRefused refused) {
        if (refused.code() == CampaignRefused.Code.STALE) {
            theirs = desk.find(id);
            // an earlier save counted, though its answer was lost
            if (form.says(CampaignForm.of(theirs), words)
                    && rule.getLine().equals(RuleLine.of(theirs.targeting().selection()))) {
                saved(theirs);
                return;
            }
        }
        Refusal.tell(FORM, words, id, refused);
    }

    /** Overwrites what somebody else saved meanwhile, having seen it. */
    public void saveMine() {
        seenVersion = theirs.version();
        seenRevision = theirs.revision();
        theirs = null;
        save();
    }

    public void takeTheirs() {
        see(desk.find(id));
    }

    public void close() {
        id = null;
        theirs = null;
    }

    /** The version that the editor saw, which the browser keeps over a restart together with what was typed. */
    public int getSeenVersion() {
        return seenVersion;
    }

    public void setSeenVersion(int seenVersion) {
        this.seenVersion = seenVersion;
    }

    public Long getWanted() {
        return wanted;
    }

    public void setWanted(Long wanted) {
        this.wanted = wanted;
    }

    public boolean isOpen() {
        return id != null;
    }

    public Long getId() {
        return id;
    }

    /** What placeholders may ask for. */
    public List<String> getFields() {
        return getRow() == null
                ? List.of()
                : messages.fields(getRow().campaign().accountId());
    }

    public CampaignForm getForm() {
        return form;
    }

    /** What somebody else saved while the dialog was open, or null. */
    public Theirs getTheirs() {
        return theirs == null
                ? null
                : Theirs.of(
                        theirs,
                        lines(
                                CampaignForm.of(theirs),
                                RuleLine.of(theirs.targeting().selection())),
                        lines(form, rule.getLine()));
    }

    private List<String> lines(CampaignForm of, String ruleLine) {
        var whom = words.of("compare.rule", ruleLine.isEmpty() ? words.of("compare.everybody") : ruleLine);
        return Stream.concat(FormWords.of(of, words).stream(), Stream.of(whom)).toList();
    }

    /** What else it asks of people, which stays as it is; empty: nothing. */
    public String getAsked() {
        return find().targeting().with(Selection.EVERYBODY).words(words::time).stream()
                .map(words::say)
                .collect(Collectors.joining(", "));
    }

    public RuleForm getRule() {
        return rule;
    }

    public void addCondition() {
        rule.addChosen(FORM, words);
        count();
    }

    public void removeCondition(RuleForm.Chip chip) {
        rule.remove(chip, words);
        count();
    }

    /** How many the line would select, as it is typed. */
    public void count() {
        selected = "";
        open = null;
        if (rule.wrong(words).isPresent() || !rule.isChanged()) {
            return;
        }
        var campaign = find();
        try {
            var wanted = campaign.targeting().with(rule.selection(words.getZone()));
            var outlook = preflights.outlook(campaign, wanted);
            var people = outlook.selected();
            selected = (words.of("edit.selected", words.count(people)) + " " + words.estimate(people)).strip();
            open = outlook.open();
        } catch (CampaignRefused | RuleRefused asksForNothing) {
            selected = words.say(asksForNothing.said());
        }
    }

    /** Empty while the line is as it was. */
    public String getSelected() {
        return selected;
    }

    /** Whose message it is; empty while nothing is edited. */
    public String getTitle() {
        return id == null ? "" : words.of("edit.title", words.label(find()));
    }

    /** For whom a save holds, in words: whom the rule is for as it is being written. */
    public String getApplies() {
        if (id != null && rule.isChanged()) {
            return open == null ? words.of("edit.applies.unknown") : applies(open.upTo(room()));
        }
        long left = getRecipients();
        return words.of(left == 0 ? "edit.applies.nobody" : "edit.applies", left);
    }

    private String applies(Headcount people) {
        return people.most() == 0
                ? words.of("edit.applies.changed.nobody")
                : words.of("edit.applies.changed", words.count(people));
    }

    /** How many more the limit leaves as it is being written; null: it is none. */
    private Long room() {
        var row = getRow();
        var limit =
                new Limits(form.getLimit(), row.campaign().settings().limits().targetRecipients()).cap();
        return limit == null ? null : Math.max(0, limit - row.tally().attempted());
    }

    public CampaignRow getRow() {
        var campaign = find();
        return CampaignRow.of(campaign, board.of(id, campaign.tally()));
    }

    /** Whether it stopped, completed or failed while the dialog was open. */
    public boolean isOver() {
        return wasRunning && !find().isRunning();
    }

    /** As it is now; one that is gone, as it was. */
    private Campaign find() {
        try {
            newest = desk.find(id);
        } catch (CampaignRefused deleted) {
            LOG.log(Level.FINE, deleted, () -> "campaign " + id + " is gone while it is edited");
        }
        return newest;
    }

    /** Who would get the message as it is being written, with the limit as it is being written. */
    public long getRecipients() {
        if (id == null) {
            return 0;
        }
        var row = getRow();
        var target = row.campaign().settings().limits().targetRecipients();
        long most = new Limits(form.getLimit(), target).most(row.campaign().audienceSize());
        return Math.max(0, most - row.tally().attempted());
    }
}
