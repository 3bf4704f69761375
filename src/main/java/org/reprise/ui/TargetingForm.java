package org.reprise.ui;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.audience.Targeting;
import org.reprise.audience.TimeCriterion;

/** Who a new campaign is for, as it is entered; times are in the zone of who enters them. */
public class TargetingForm implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<TimeCriterionForm> times = Stream.of(TimeCriterion.values())
            .map(TimeCriterionForm::new)
            .collect(Collectors.toCollection(ArrayList::new));

    private final CategoriesForm categories = new CategoriesForm();
    private RuleForm rule = new RuleForm();

    static TargetingForm of(Targeting targeting, ZoneId zone) {
        var form = new TargetingForm();
        form.times.forEach(time -> time.show(targeting, zone));
        form.categories.show(targeting);
        form.rule = RuleForm.of(targeting.selection());
        return form;
    }

    /** Whether nothing is entered by half. */
    boolean isComplete(Words words) {
        return wrong(words).isEmpty();
    }

    /** What is missing first, in words. */
    Optional<String> wrong(Words words) {
        return times.stream()
                .map(time -> time.wrong(words))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> rule.wrong(words));
    }

    /** Says beside each field what is missing. */
    boolean refuses(String where, Words words) {
        times.forEach(time -> time.refuse(where, words));
        return rule.refuses(where, words) || !isComplete(words);
    }

    Targeting targeting(ZoneId zone) {
        var targeting = Targeting.EVERYBODY;
        for (var time : times) {
            targeting = time.addTo(targeting, zone);
        }
        return categories.addTo(targeting).with(rule.selection(zone));
    }

    public RuleForm getRule() {
        return rule;
    }

    public CategoriesForm getCategories() {
        return categories;
    }

    public List<TimeCriterionForm> getTimes() {
        return times;
    }
}
