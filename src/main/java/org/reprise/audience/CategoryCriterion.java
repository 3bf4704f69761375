package org.reprise.audience;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Rule;

/** That a contact is in one of some categories, or in none of them. They are given by name, at least one. */
public enum CategoryCriterion implements Criterion<List<String>> {
    CATEGORIES("categories", true),
    /** The same under another name: whoever gives both wants people who meet both. */
    INCLUDE_CATEGORIES("include_categories", true),
    EXCLUDE_CATEGORIES("exclude_categories", false);

    private final String key;
    private final boolean included;

    CategoryCriterion(String key, boolean included) {
        this.key = key;
        this.included = included;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Map<String, String> stored(Optional<List<String>> names) {
        return Map.of(key, StoredTexts.of(names.orElse(List.of())));
    }

    @Override
    public Optional<List<String>> read(UnaryOperator<String> column) {
        return Optional.of(StoredTexts.read(column.apply(key))).filter(names -> !names.isEmpty());
    }

    @Override
    public Rule rule(List<String> names) {
        var in = new InCategory(names);
        return included ? in : Rule.not(in);
    }

    @Override
    public Optional<Unmet> unmet(List<String> names, Contact contact) {
        return Collections.disjoint(contact.categories(), names) == included
                ? Optional.of(new OtherCategories(this, names, List.copyOf(contact.categories())))
                : Optional.empty();
    }

    @Override
    public LocalizedMessage words(List<String> names, Function<Instant, String> time) {
        return LocalizedMessage.of(included ? "targeted.categories" : "targeted.categories.not", joined(names));
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }

    /** @param theirs of the contact, in the order of their names */
    public record OtherCategories(CategoryCriterion criterion, List<String> asked, List<String> theirs)
            implements Unmet {
        @Override
        public String key() {
            return criterion.key();
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("asked", asked);
            facts.put("categories", theirs);
            return facts;
        }

        @Override
        public LocalizedMessage wanted(Function<Instant, String> inWords) {
            return LocalizedMessage.of(
                    criterion.included ? "why.categories.wanted" : "why.categories.unwanted", joined(asked));
        }

        @Override
        public LocalizedMessage found(Function<Instant, String> inWords) {
            return theirs.isEmpty()
                    ? LocalizedMessage.of("why.categories.none")
                    : LocalizedMessage.of("why.categories", joined(theirs));
        }
    }
}
