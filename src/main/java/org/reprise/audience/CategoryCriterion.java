package org.reprise.audience;

import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;

/** Names of categories, at least one. They are stored and given back; nobody is selected by them yet. */
public enum CategoryCriterion implements Criterion<List<String>> {
    CATEGORIES("categories"),
    INCLUDE_CATEGORIES("include_categories"),
    EXCLUDE_CATEGORIES("exclude_categories");

    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final String key;

    CategoryCriterion(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean selects() {
        return false;
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
        return Optional.empty();
    }

    @Override
    public Optional<LocalizedMessage> words(List<String> names, Function<Instant, String> time) {
        return Optional.empty();
    }
}
