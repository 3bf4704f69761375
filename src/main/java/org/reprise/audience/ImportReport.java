package org.reprise.audience;

import java.util.List;
import org.reprise.LocalizedMessage;

/**
 * What became of a file. Rows that say nothing new are in none of the counts.
 *
 * @param imported contacts that were not there before
 * @param updated contacts that say something else now
 * @param optedOut people who opted out by the file, and had not before
 * @param rejects rows that were left out
 * @param notes what was left out of rows that were imported, or changed in them
 * @param file how it was read
 */
public record ImportReport(long imported, long updated, long optedOut, Lines rejects, Lines notes, Recognition file) {

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
