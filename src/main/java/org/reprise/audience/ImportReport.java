package org.reprise.audience;

import java.util.List;
import org.reprise.Said;

/**
 * What became of a file. Rows that say nothing new are in none of the counts.
 *
 * @param imported contacts that were not there before
 * @param updated contacts that say something else now
 * @param rejected rows that were left out
 * @param rejects the first 100 of them, in the order of the file
 */
public record ImportReport(long imported, long updated, long rejected, List<Reject> rejects) {

    /**
     * @param line where the row starts, counted from 1 with the header, as an editor shows it
     * @param reason why it was left out
     */
    public record Reject(long line, Said reason) {}
}
