package org.reprise.audience;

import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;

/** That a contact is in one of some categories, or in none of them. They are given by name, at least one. */
public enum CategoryCriterion implements Criterion<List<String>> {
    CATEGORIES("categories", true),
    /** The same under another name: whoever gives both wants people who meet both. */
    INCLUDE_CATEGORIES("include_categories", true),
    EXCLUDE_CATEGORIES("exclude_categories", false);

    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

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
        return Map.of(
                key, JSON.createArrayBuilder(names.orElse(List.of())).build().toString());
    }

    @Override
    public Optional<List<String>> read(UnaryOperator<String> column) {
        try (var reader = JSON.createReader(new StringReader(column.apply(key)))) {
            return Optional.of(reader.readArray().getValuesAs(JsonString::getString))
                    .filter(names -> !names.isEmpty());
        }
    }

    @Override
    public Optional<Unmet> unmet(List<String> names, Contact contact) {
        var both = new TreeSet<>(contact.categories());
        both.retainAll(names);
        return both.isEmpty() == included
                ? Optional.of(new OtherCategories(this, names, List.copyOf(contact.categories())))
                : Optional.empty();
    }

    @Override
    public LocalizedMessage words(List<String> names, Function<Instant, String> time) {
        return LocalizedMessage.of(included ? "targeted.categories" : "targeted.categories.not", quoted(names));
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names);
    }

    /** @param theirs of the contact, in the order of their names */
    public record OtherCategories(CategoryCriterion criterion, List<String> asked, List<String> theirs)
            implements Unmet {
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
                    criterion.included ? "why.categories.wanted" : "why.categories.unwanted", quoted(asked));
        }

        @Override
        public LocalizedMessage found(Function<Instant, String> inWords) {
            return theirs.isEmpty()
                    ? LocalizedMessage.of("why.categories.none")
                    : LocalizedMessage.of("why.categories", quoted(theirs));
        }
    }
}
