package org.reprise.audience;

import java.util.List;
import org.reprise.LocalizedMessage;

/**
 * How a file of contacts is read.
 *
 * @param encoding as IANA names it, such as {@code UTF-8}
 * @param separator of its cells
 * @param columns in the order of the file
 * @param ignored the names of those that are passed over
 * @param flaw why no row can be imported, or null
 */
public record Recognition(
        String encoding, char separator, List<Column> columns, List<String> ignored, LocalizedMessage flaw) {

    public Recognition {
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /**
     * @param title as the file writes it, up to 60 characters; empty without one
     * @param holds what is read of it; null: nothing
     */
    public record Column(String title, ColumnTarget holds) {}
}
