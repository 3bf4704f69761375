package org.reprise.audience;

import java.time.ZoneId;
import java.util.Set;

/**
 * What somebody says of a file as a whole.
 *
 * @param zone of times without an offset; null: nobody named one
 * @param tags for all of its people, by names that {@link Tag#named} made
 */
public record ImportOptions(ZoneId zone, ImportMode mode, Set<String> tags) {
    public ImportOptions {
        tags = Set.copyOf(tags);
    }

    /** Adds and completes people. */
    public static ImportOptions in(ZoneId zone) {
        return new ImportOptions(zone, ImportMode.UPDATE, Set.of());
    }
}
