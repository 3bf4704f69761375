package org.reprise.rest;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list, no longer than its reader wants and about {@value #MAX_CHARS} characters: texts of operators may be
 * long, and several readers at once must not fill the memory of the server.
 *
 * @param last what the next page begins after; null: nothing follows
 */
record BoundedPage<T>(List<JsonObject> rows, T last) {
    static final int MAX_CHARS = 1 << 20;
    private static final int STRETCH = 50;

    /** Reads what follows something. */
    interface Reader<T> {
        /** @param last null: from the beginning */
        List<T> after(T last, int size);
    }

    /** @param size rows at the most, from 1 */
    static <T> BoundedPage<T> read(int size, Reader<T> reader, Function<T, JsonObject> row) {
        var rows = new ArrayList<JsonObject>();
        T last = null;
        long chars = 0;
        List<T> stretch;
        do {
            stretch = reader.after(last, Math.min(STRETCH, size + 1 - rows.size()));
            for (var each : stretch) {
                if (rows.size() == size || chars > MAX_CHARS) {
                    return new BoundedPage<>(rows, last);
                }
                rows.add(row.apply(each));
                chars += rows.get(rows.size() - 1).toString().length();
                last = each;
            }
        } while (!stretch.isEmpty());
        return new BoundedPage<>(rows, null);
    }
}
