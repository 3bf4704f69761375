package org.reprise.rest;

import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.reprise.audience.CategoryCriterion;
import org.reprise.audience.Criteria;
import org.reprise.audience.Criterion;
import org.reprise.audience.Targeting;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.RuleLine;
import org.reprise.audience.rule.Selection;

/** A targeting in requests and answers, criterion by criterion, and the rule beside them. */
final class TargetingMembers {
    private static final String RULE = "rule";
    private static final String RULE_TEXT = "rule_text";

    private static final List<CriterionMembers<?>> ALL =
            Criteria.ALL.stream().<CriterionMembers<?>>map(TargetingMembers::of).toList();

    private TargetingMembers() {}

    private static CriterionMembers<?> of(Criterion<?> criterion) {
        if (criterion instanceof TimeCriterion time) {
            return new TimeMembers(time);
        } else if (criterion instanceof CategoryCriterion categories) {
            return new CategoryMembers(categories);
        }
        throw new IllegalStateException("No request can give the criterion " + criterion.key());
    }

    static List<Member> declared() {
        return Stream.concat(
                        ALL.stream().flatMap(each -> each.declared().stream()),
                        Stream.of(Member.rule(RULE), Member.text(RULE_TEXT)))
                .toList();
    }

    /**
     * @param zone of times that have no offset
     * @throws RequestRefused what is not understood
     */
    static Targeting read(Members members, ZoneId zone) {
        var targeting = Targeting.EVERYBODY;
        for (var each : ALL) {
            targeting = each.readInto(targeting, members, zone);
        }
        return targeting.with(selection(members, zone));
    }

    private static Selection selection(Members members, ZoneId zone) {
        var written = members.optionalText(RULE_TEXT).map(text -> RuleLine.read(text, zone));
        return Members.ruleOf(members.optionalRule(RULE, zone), written, RuleLine::of)
                .orElse(Selection.EVERYBODY);
    }

    /** As {@link #read}; what the request does not name stays. */
    static UnaryOperator<Targeting> edit(Members members, ZoneId zone) {
        var edits = ALL.stream().map(each -> each.editOf(members, zone)).toList();
        var rule = members.has(RULE) || members.has(RULE_TEXT) ? selection(members, zone) : null;
        return before -> {
            var targeting = rule == null ? before : before.with(rule);
            for (var edit : edits) {
                targeting = edit.apply(targeting);
            }
            return targeting;
        };
    }

    static JsonObject answer(Targeting targeting) {
        return addTo(JsonBody.empty(), targeting).build();
    }

    static JsonBody addTo(JsonBody answer, Targeting targeting) {
        ALL.forEach(each -> each.addTo(answer, targeting));
        var rule = targeting.selection();
        return rule.isEverybody() ? answer : answer.and(RULE, rule.json()).and(RULE_TEXT, RuleLine.of(rule));
    }
}
