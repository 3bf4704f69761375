package org.reprise.audience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportReport.Line;
import org.reprise.audience.ImportReport.Lines;

/** What there is to say of the lines of one file: all are counted, the first 100 are kept. */
public final class LineLog {
    private static final int MAX_KEPT = 100;

    private final List<Line> first = new ArrayList<>();
    private long count;

    /** @param number from 1 */
    public void add(long number, LocalizedMessage said) {
        count++;
        if (first.size() < MAX_KEPT) {
            first.add(new Line(number, said));
        }
    }

    public Lines lines() {
        return new Lines(
                count,
                first.stream().sorted(Comparator.comparingLong(Line::number)).toList());
    }
}
