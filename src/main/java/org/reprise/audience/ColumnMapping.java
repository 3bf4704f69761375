package org.reprise.audience;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says that columns of a file hold: by their titles, in which case, blanks and the like do not matter,
 * and the others are recognised by theirs; or of each column by its place, and then nothing else counts.
 */
public final class ColumnMapping implements Serializable {
    private static final long serialVersionUID = 1;

    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private final HashMap<String, ColumnTarget> byTitle;

    /** Null: it goes by titles. */
    private final ArrayList<ColumnTarget> byPlace;

    /** @param byTitle what each column holds, by its title in the file */
    public ColumnMapping(Map<String, ColumnTarget> byTitle) {
        this(byTitle, null);
    }

    private ColumnMapping(Map<String, ColumnTarget> byTitle, List<ColumnTarget> byPlace) {
        this.byTitle = new HashMap<>(byTitle);
        this.byPlace = byPlace == null ? null : new ArrayList<>(byPlace);
    }

    /** @param columns what each column of the file holds, in its order; null where it is passed over */
    public static ColumnMapping ofPlaces(List<ColumnTarget> columns) {
        return new ColumnMapping(Map.of(), columns);
    }

    /** The same, where they hold what is known of each contact. */
    public static ColumnMapping ofFields(Map<String, Column> byTitle) {
        var targets = new HashMap<String, ColumnTarget>();
        byTitle.forEach((title, column) -> targets.put(title, new ColumnTarget.Field(column)));
        return new ColumnMapping(targets);
    }

    /** Whether nothing is recognised by its title. */
    boolean isByPlace() {
        return byPlace != null;
    }

    Optional<ColumnTarget> at(int place) {
        return place < byPlace.size() ? Optional.ofNullable(byPlace.get(place)) : Optional.empty();
    }

    Optional<ColumnTarget> of(String title) {
        return byTitle.entrySet().stream()
                .filter(entry -> Column.key(entry.getKey()).equals(Column.key(title)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** One that is none of the titles. */
    Optional<String> unknownIn(List<String> titles) {
        var keys = titles.stream().map(Column::key).toList();
        return byTitle.keySet().stream()
                .filter(title -> !keys.contains(Column.key(title)))
                .findFirst();
    }
}
