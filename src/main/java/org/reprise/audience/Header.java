package org.reprise.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final List<String> titles;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final Map<Column, Rank> ranks = new EnumMap<>(Column.class);
    private final Map<Column, LocalizedMessage> twice = new EnumMap<>(Column.class);
    private final List<Integer> optOuts = new ArrayList<>();
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
        if (mapped.isByPlace()) {
            mapped.at(index).ifPresent(column -> place(column, Rank.MAPPED, index));
            return;
        }
        var column = mapped.of(cell);
        var rank = Rank.MAPPED;
        if (column.isEmpty()) {
            column = Column.titled(cell);
            rank = Rank.NAME;
        }
        if (column.isEmpty()) {
            column = Column.alsoTitled(cell);
            rank = Rank.OTHER_NAME;
        }
        if (column.isEmpty()) {
            column = Column.perhapsTitled(cell);
            rank = Rank.VAGUE_NAME;
        }
        if (column.isPresent()) {
            place(column.get(), rank, index);
        }
    }

    private void place(Column column, Rank rank, int index) {
        if (column.mayRepeat()) {
            optOuts.add(index);
            return;
        }
        var other = ranks.get(column);
        if (other == null || other.compareTo(rank) < 0) {
            places.put(column, index);
            ranks.put(column, rank);
            twice.remove(column);
        } else if (other == rank && (rank != Rank.OTHER_NAME || column == Column.USER_ID)) {
            var first = titles.get(places.get(column));
            twice.put(column, LocalizedMessage.of("import.column.twice", column.title(), first, titles.get(index)));
        }
    }

    /** Why no row can be imported; empty: they can. */
    Optional<LocalizedMessage> flaw() {
        return Optional.ofNullable(flaw);
    }

    /** What is wrong when two titles name {@code column}. */
    Optional<LocalizedMessage> twice(Column column) {
        return Optional.ofNullable(twice.get(column));
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
    Optional<Column> at(int index) {
        if (optOuts.contains(index)) {
            return Optional.of(Column.OPTED_OUT);
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() == index)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The names of those that are passed over, each once. */
    List<String> ignored() {
        var ignored = new ArrayList<String>();
        for (int i = 0; i < titles.size(); i++) {
            if (!titles.get(i).isEmpty() && at(i).isEmpty()) {
                ignored.add(titles.get(i));
            }
        }
        return ignored.stream().distinct().toList();
    }

    private String list() {
        var shown = String.join(", ", titles.subList(0, Math.min(MAX_SHOWN, titles.size())));
        return titles.size() > MAX_SHOWN ? shown + ", …" : shown;
    }
}
