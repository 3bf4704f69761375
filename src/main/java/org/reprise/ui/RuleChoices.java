package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.access.CurrentCaller;
import org.reprise.audience.RuleSaid;
import org.reprise.audience.rule.Field;
import org.reprise.campaign.AttributeService;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.campaign.CategoryService;
import org.reprise.campaign.SegmentService;
import org.reprise.campaign.TagService;

/**
 * What there is to ask for in a rule: as of when the page, or a dialog in it, was opened, or somebody came to the row
 * of conditions.
 */
@Named
@ViewScoped
public class RuleChoices implements Serializable {
    private static final long serialVersionUID = 1;

    /** Whoever means an older one writes its number into the line. */
    private static final int CAMPAIGNS = 200;

    @Inject
    private TagService tags;

    @Inject
    private CategoryService categories;

    @Inject
    private SegmentService segments;

    @Inject
    private AttributeService attributes;

    @Inject
    private CampaignRegistry registry;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Words words;

    private final ArrayList<SelectItem> subjects = new ArrayList<>();

    /** The names that the page has to choose from. */
    private List<String> shown = List.of();

    /** In groups. */
    public List<SelectItem> getSubjects() {
        if (subjects.isEmpty()) {
            add("people", Stream.of("tag", "category", "segment").map(this::item));
            add("fields", Stream.of(Field.values()).map(this::item));
            add(
                    "attributes",
                    attributes.all().stream()
                            .map(each ->
                                    new SelectItem(ConditionForm.ofAttribute(each.type(), each.name()), each.name())));
            add(
                    "campaigns",
                    Stream.of("got", "failed", "uncertain", "tried", "messaged").map(this::item));
            add("other", Stream.of("percent").map(this::item));
        }
        return subjects;
    }

    private void add(String group, Stream<SelectItem> items) {
        var all = items.toArray(SelectItem[]::new);
        if (all.length > 0) {
            subjects.add(new SelectItemGroup(words.of("rule.group." + group), "", false, all));
        }
    }

    private SelectItem item(String subject) {
        return new SelectItem(subject, words.of("rule.subject." + subject));
    }

    private SelectItem item(Field field) {
        return new SelectItem("field:" + field.word(), words.say(RuleSaid.subject(field)));
    }

    /** Whatever was made or deleted meanwhile, in other pages too. */
    void renew() {
        subjects.clear();
    }

    /**
     * Somebody comes to the row of conditions: what is offered there is what there is now. Only a list that became
     * another one is drawn anew, for they may be about to open it.
     *
     * @param within client id of the form
     */
    public void refresh(RuleForm form, String within) {
        var before = labels(subjects.stream());
        renew();
        if (!labels(getSubjects().stream()).equals(before)) {
            PrimeFaces.current().ajax().update(within + ":ruleSubject");
        }
        var next = form.getNext();
        if (next.getEntry() == ConditionForm.Entry.CHOICE
                && !labels(current(next.getSubject()).stream()).equals(shown)) {
            PrimeFaces.current().ajax().update(within + ":ruleHow");
        }
    }

    private static List<String> labels(Stream<SelectItem> items) {
        return items.flatMap(item ->
                        item instanceof SelectItemGroup group ? Stream.of(group.getSelectItems()) : Stream.of(item))
                .map(item -> item.getValue() + " " + item.getLabel())
                .toList();
    }

    /** What can be chosen of it now. */
    public List<SelectItem> values(String subject) {
        var values = current(subject);
        if (FacesContext.getCurrentInstance().getCurrentPhaseId() == PhaseId.RENDER_RESPONSE) {
            shown = labels(values.stream());
        }
        return values;
    }

    private List<SelectItem> current(String subject) {
        return switch (subject) {
            case "tag" -> tags.all().stream().map(each -> named(each.name())).toList();
            case "category" ->
                categories.all().stream().map(each -> named(each.name())).toList();
            case "segment" ->
                segments.all().stream().map(each -> named(each.name())).toList();
            default -> campaigns();
        };
    }

    private static SelectItem named(String name) {
        return new SelectItem(name, name);
    }

    private List<SelectItem> campaigns() {
        return registry.all().stream()
                .filter(campaign -> campaign.accountId() == caller.account())
                .sorted(Comparator.comparingLong(Campaign::id).reversed())
                .limit(CAMPAIGNS)
                .map(campaign -> new SelectItem(String.valueOf(campaign.id()), words.label(campaign)))
                .toList();
    }

    public List<RuleForm.Chip> included(RuleForm form) {
        return form.chips(RuleForm.Side.INCLUDE, words);
    }

    public List<RuleForm.Chip> excluded(RuleForm form) {
        return form.chips(RuleForm.Side.EXCLUDE, words);
    }

    /** What is wrong with the line; empty when it is understood. */
    public String wrong(RuleForm form) {
        return form.wrong(words).orElse("");
    }

    /** A field that stays is not drawn anew: somebody may be typing in it already. @param field client id around it */
    public void chooseOperator(RuleForm form, String field) {
        if (form.getNext().entersOtherwise()) {
            PrimeFaces.current().ajax().update(field);
        }
    }
}
