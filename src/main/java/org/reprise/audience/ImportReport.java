package org.reprise.audience;

import java.util.List;
import org.reprise.LocalizedMessage;

/**
 * What became of a file.
 *
 * @param rejects rows that were left out
 * @param notes what was left out of rows that were imported, or changed in them
 * @param file how it was read
 */
public record ImportReport(Counts counts, Lines rejects, Lines notes, Recognition file) {

    /**
     * Of people.
     *
     * @param imported contacts that were not there before
     * @param updated contacts that say something else now
     * @param unchanged contacts of whom the file says nothing new
     * @param skipped those for whom the file is not, by its {@link ImportMode}
     * @param optedOut who opted out by the file, and had not before; they are in another count as well
     */
    public record Counts(long imported, long updated, long unchanged, long skipped, long optedOut) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts and(Counts other) {
            return new Counts(
                    imported + other.imported,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    skipped + other.skipped,
                    optedOut + other.optedOut);
        }

        /** Whether nothing is otherwise than before. */
        boolean isNothing() {
            return imported == 0 && updated == 0 && optedOut == 0;
        }
    }

    public long imported() {
        return counts.imported;
    }

    public long updated() {
        return counts.updated;
    }

    public long unchanged() {
        return counts.unchanged;
    }

    public long skipped() {
        return counts.skipped;
    }

    public long optedOut() {
        return counts.optedOut;
    }

    /**
     * @param count how many lines
     * @param first the first 100 of them, in the order of the file
     */
    public record Lines(long count, List<Line> first) {
        public Lines {
            first = List.copyOf(first);
        }
    }

    /**
     * @param number where the row starts, counted from 1 with the header, as an editor shows it
     * @param said what there is to say of it
     */
    public record Line(long number, LocalizedMessage said) {}
}
