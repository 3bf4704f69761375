package org.reprise.audience;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says that columns of a file hold, by their titles, in which case, blanks and the like do not matter.
 */
public final class ColumnMapping implements Serializable {
    private static final long serialVersionUID = 1;

    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private final HashMap<String, Column> byTitle;

    /** @param byTitle what each column holds, by its title in the file */
    public ColumnMapping(Map<String, Column> byTitle) {
        this.byTitle = new HashMap<>(byTitle);
    }

    Optional<Column> of(String title) {
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
