package org.reprise.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.audience.Column;
import org.reprise.audience.ColumnMapping;

/**
 * What the query of an import says.
 *
 * @param session whose contacts they are
 * @param zone of times without an offset; null: none was named
 */
record ImportQuery(String session, ZoneId zone, ColumnMapping mapping) {
    private static final List<String> NAMES = List.of("session", "zone", "map");
    private static final List<String> COLUMNS =
            Stream.of(Column.values()).map(Column::title).toList();

    /** A pair; their title may hold commas and colons, ours holds none. */
    private static final Pattern PAIR = Pattern.compile("\\s*(.+?)\\s*:\\s*([\\w -]+?)\\s*(?:,|$)", Pattern.DOTALL);

    /** @throws RequestRefused malformed, with what is not understood */
    static ImportQuery of(MultivaluedMap<String, String> query) {
        QueryNames.check(query, NAMES);
        var session = QueryNames.single(query, "session");
        if (session == null) {
            throw RequestRefused.malformed("session is missing; name it in the query");
        }
        return new ImportQuery(
                CampaignForm.name("session", session),
                zone(QueryNames.single(query, "zone")),
                mapping(query.getOrDefault("map", List.of())));
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            var known = ZoneId.getAvailableZoneIds().stream().sorted().toList();
            throw RequestRefused.malformed("zone must be the name of a time zone, such as Europe/Berlin, not "
                    + QueryNames.shown(name) + "; did you mean " + nearest(name, known) + "?");
        }
    }

    /** People write a zone in small letters, or its city alone. */
    private static String nearest(String name, List<String> known) {
        return known.stream()
                .filter(zone -> zone.equalsIgnoreCase(name.strip())
                        || zone.substring(zone.lastIndexOf('/') + 1).equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseGet(() -> QueryNames.nearest(name, known));
    }

    private static ColumnMapping mapping(List<String> values) {
        var byTitle = new HashMap<String, Column>();
        for (var value : values) {
            read(value, byTitle);
        }
        return new ColumnMapping(byTitle);
    }

    private static void read(String value, Map<String, Column> byTitle) {
        var pair = PAIR.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!pair.region(at, value.length()).lookingAt()) {
                throw RequestRefused.malformed(
                        "map must be pairs such as Telegram:user_id, separated by commas; not understood is "
                                + QueryNames.shown(value.substring(at)));
            }
            if (byTitle.put(pair.group(1), column(pair.group(2))) != null) {
                throw RequestRefused.malformed("map names the column " + QueryNames.shown(pair.group(1)) + " twice");
            }
            at = pair.end();
        }
    }

    private static Column column(String name) {
        return Column.titled(name)
                .orElseThrow(() -> RequestRefused.malformed("map knows no column "
                        + QueryNames.shown(name) + "; did you mean " + QueryNames.nearest(name, COLUMNS)
                        + "? Known are: "
                        + String.join(", ", COLUMNS) + "."));
    }
}
