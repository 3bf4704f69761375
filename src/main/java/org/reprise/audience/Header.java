package org.reprise.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.message.VisibleText;

/**
 * Which column of a file holds what. What somebody says of a column counts for more than the name that the
 * documentation gives, and that for more than another name that the column goes by: of several such the first one
 * counts, unless it is the user id, of which nothing is guessed, or opt-outs, of which each counts. What is passed over
 * is named.
 */
final class Header {
    private static final int MAX_SHOWN = 20;
    private static final ColumnTarget USER_ID = new ColumnTarget.Field(Column.USER_ID);

    private final List<String> titles;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final Map<ColumnTarget, Rank> ranks = new HashMap<>();
    private final Map<ColumnTarget, LocalizedMessage> twice = new LinkedHashMap<>();
    private final List<Integer> optOuts = new ArrayList<>();
    private final List<Integer> tags = new ArrayList<>();
    private final Map<Attribute, Integer> attributes = new LinkedHashMap<>();
    private final LocalizedMessage flaw;

    /** By what a column was recognised, the weakest first. */
    private enum Rank {
        VAGUE_NAME,
        OTHER_NAME,
        NAME,
        MAPPED
    }

    /** @param mapped what somebody says that columns hold */
    Header(String[] cells, ColumnMapping mapped) {
        titles = List.of(cells).stream().map(Column::shown).toList();
        for (int i = 0; i < cells.length; i++) {
            place(cells[i], i, mapped);
        }
        flaw = flaw(mapped.unknownIn(List.of(cells)));
    }

    private LocalizedMessage flaw(Optional<String> mappedInVain) {
        if (mappedInVain.isPresent()) {
            return LocalizedMessage.of("import.map.unknown", mappedInVain.get(), list());
        } else if (!twice.isEmpty()) {
            return twice.values().iterator().next();
        }
        return places.containsKey(Column.USER_ID) ? null : LocalizedMessage.of("import.header.user", list());
    }

    private void place(String cell, int index, ColumnMapping mapped) {
        var said = mapped.isByPlace() ? mapped.at(index) : mapped.of(cell);
        if (said.isPresent()) {
            place(said.get(), Rank.MAPPED, index);
        } else if (!mapped.isByPlace()) {
            placeByName(cell, index);
        }
    }

    private void placeByName(String cell, int index) {
        var column = Column.titled(cell);
        var rank = Rank.NAME;
        if (column.isEmpty()) {
            column = Column.alsoTitled(cell);
            rank = Rank.OTHER_NAME;
        }
        if (column.isEmpty()) {
            column = Column.perhapsTitled(cell);
            rank = Rank.VAGUE_NAME;
        }
        if (column.isPresent()) {
            place(new ColumnTarget.Field(column.get()), rank, index);
        }
    }

    private void place(ColumnTarget target, Rank rank, int index) {
        if (target.mayRepeat()) {
            (target instanceof ColumnTarget.OfTags ? tags : optOuts).add(index);
            return;
        }
        var other = ranks.get(target);
        if (other == null || other.compareTo(rank) < 0) {
            put(target, index);
            ranks.put(target, rank);
            twice.remove(target);
        } else if (other == rank && (rank != Rank.OTHER_NAME || target.equals(USER_ID))) {
            var first = titles.get(place(target));
            twice.put(target, LocalizedMessage.of("import.column.twice", target.title(), first, titles.get(index)));
        }
    }

    private void put(ColumnTarget target, int index) {
        if (target instanceof ColumnTarget.OfAttribute of) {
            attributes.put(of.attribute(), index);
        } else if (target instanceof ColumnTarget.Field field) {
            places.put(field.column(), index);
        }
    }

    private int place(ColumnTarget target) {
        return target instanceof ColumnTarget.OfAttribute of
                ? attributes.get(of.attribute())
                : places.get(((ColumnTarget.Field) target).column());
    }

    /** Why no row can be imported; empty: they can. */
    Optional<LocalizedMessage> flaw() {
        return Optional.ofNullable(flaw);
    }

    /** What is wrong when two titles name {@code column}. */
    Optional<LocalizedMessage> twice(Column column) {
        return Optional.ofNullable(twice.get(new ColumnTarget.Field(column)));
    }

    int width() {
        return titles.size();
    }

    /** Null when the file has no such column. */
    Integer place(Column column) {
        return places.get(column);
    }

    /** Empty when the file has no such column, or the row ends before it. */
    String cell(String[] cells, Column column) {
        var place = place(column);
        return place == null || place >= cells.length ? "" : cells[place];
    }

    /** Where values of attributes stand. */
    Map<Attribute, Integer> attributes() {
        return attributes;
    }

    /** Where names of tags stand. */
    List<Integer> tags() {
        return tags;
    }

    /** The cells that say whether somebody opted out, as far as the row has them. */
    List<String> optOuts(String[] cells) {
        return optOuts.stream()
                .filter(place -> place < cells.length)
                .map(place -> cells[place])
                .toList();
    }

    /**
     * Empty cells too many are dropped.
     *
     * @throws RowRejected with a value too many: nobody can tell which of them belongs where
     */
    void checkWidth(String[] cells) throws RowRejected {
        int used = cells.length;
        while (used > width() && isBlank(cells[used - 1])) {
            used--;
        }
        if (used > width()) {
            throw new RowRejected(LocalizedMessage.of("csv.width", width(), used));
        }
    }

    static boolean isBlank(String cell) {
        return VisibleText.isBlank(SpreadsheetText.value(cell));
    }

    /** As they can be shown, in order; one without a name is empty. */
    List<String> titles() {
        return titles;
    }

    /** What a column of the file holds, by its place. */
    Optional<ColumnTarget> at(int index) {
        if (optOuts.contains(index)) {
            return Optional.of(new ColumnTarget.Field(Column.OPTED_OUT));
        } else if (tags.contains(index)) {
            return Optional.of(new ColumnTarget.OfTags());
        }
        Stream<ColumnTarget> attributed = keys(attributes, index).map(ColumnTarget.OfAttribute::new);
        Stream<ColumnTarget> fields = keys(places, index).map(ColumnTarget.Field::new);
        return Stream.concat(attributed, fields).findFirst();
    }

    private static <K> Stream<K> keys(Map<K, Integer> places, int index) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() == index)
                .map(Map.Entry::getKey);
    }

    /** The names of those that are passed over, each once. */
    List<String> ignored(ImportMode mode) {
        var ignored = new ArrayList<String>();
        for (int i = 0; i < titles.size(); i++) {
            if (!titles.get(i).isEmpty()
                    && at(i).filter(target -> counts(target, mode)).isEmpty()) {
                ignored.add(titles.get(i));
            }
        }
        return ignored.stream().distinct().toList();
    }

    private static boolean counts(ColumnTarget target, ImportMode mode) {
        return mode != ImportMode.TAG
                || target instanceof ColumnTarget.OfTags
                || target.equals(USER_ID)
                || target.equals(new ColumnTarget.Field(Column.OPTED_OUT));
    }

    private String list() {
        var shown = String.join(", ", titles.subList(0, Math.min(MAX_SHOWN, titles.size())));
        return titles.size() > MAX_SHOWN ? shown + ", …" : shown;
    }
}
