package org.reprise.rest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.audience.ColumnMapping;
import org.reprise.audience.ImportMode;
import org.reprise.audience.ImportOptions;
import org.reprise.audience.Tag;

/**
 * What the query of an import says.
 *
 * @param session whose contacts they are
 */
record ImportQuery(String session, ColumnMapping mapping, ImportOptions options) {
    /** @throws RequestRefused malformed, with what is not understood */
    static ImportQuery of(String session, ColumnMapping mapping, ImportOptions options) {
        if (session == null) {
            throw malformed("session is missing; name it in the query");
        }
        return new ImportQuery(Names.check("session", session), mapping, options);
    }

    /** @throws RequestRefused malformed, with what is not understood */
    static ImportOptions options(String zone, String mode, List<String> tags) {
        return new ImportOptions(zone(zone), mode(mode), tags(tags));
    }

    private static ImportMode mode(String name) {
        return name == null
                ? ImportMode.UPDATE
                : Stream.of(ImportMode.values())
                        .filter(mode -> mode.toString().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> malformed("mode must be one of add, update, tag, not " + Nearest.shown(name)));
    }

    /** No tag has a comma in its name. */
    private static Set<String> tags(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(name -> Tag.named("tags", name))
                .collect(Collectors.toSet());
    }

    private static RequestRefused malformed(String message) {
        return new RequestRefused(ProblemCode.MALFORMED_PARAMETER, message);
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            var known = ZoneId.getAvailableZoneIds().stream().sorted().toList();
            throw malformed("zone must be the name of a time zone, such as Europe/Berlin, not " + Nearest.shown(name)
                    + "; did you mean " + nearest(name, known) + "?");
        }
    }

    /** People write a zone in small letters, or its city alone. */
    private static String nearest(String name, List<String> known) {
        return known.stream()
                .filter(zone -> zone.equalsIgnoreCase(name.strip())
                        || zone.substring(zone.lastIndexOf('/') + 1).equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseGet(() -> Nearest.to(name, known).orElseThrow());
    }
}
