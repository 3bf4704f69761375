package org.reprise.ui;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.reprise.audience.CategoryCriterion;
import org.reprise.audience.Targeting;

/** In which categories recipients are to be and in which not, as it is chosen. What only the API can ask for stays. */
public class CategoriesForm implements Serializable {
    private static final long serialVersionUID = 1;

    private ArrayList<String> included = new ArrayList<>();
    private ArrayList<String> excluded = new ArrayList<>();
    private ArrayList<String> others = new ArrayList<>();

    void show(Targeting targeting) {
        included = asked(targeting, CategoryCriterion.INCLUDE_CATEGORIES);
        excluded = asked(targeting, CategoryCriterion.EXCLUDE_CATEGORIES);
        others = asked(targeting, CategoryCriterion.CATEGORIES);
    }

    private static ArrayList<String> asked(Targeting targeting, CategoryCriterion criterion) {
        return new ArrayList<>(targeting.find(criterion).orElse(List.of()));
    }

    Targeting addTo(Targeting targeting) {
        return targeting
                .with(CategoryCriterion.CATEGORIES, orNothing(others))
                .with(CategoryCriterion.INCLUDE_CATEGORIES, orNothing(included))
                .with(CategoryCriterion.EXCLUDE_CATEGORIES, orNothing(excluded));
    }

    private static List<String> orNothing(List<String> names) {
        return names.isEmpty() ? null : List.copyOf(names);
    }

    public List<String> getIncluded() {
        return included;
    }

    public void setIncluded(List<String> included) {
        this.included = new ArrayList<>(included);
    }

    public List<String> getExcluded() {
        return excluded;
    }

    public void setExcluded(List<String> excluded) {
        this.excluded = new ArrayList<>(excluded);
    }
}
