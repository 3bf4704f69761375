package org.reprise.rest;

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
    private static final List<String> COLUMNS =
            Stream.of(Column.values()).map(Column::title).toList();

    /** A pair; their title may hold commas and colons, ours holds none. */
    private static final Pattern PAIR = Pattern.compile("\\s*(.+?)\\s*:\\s*([\\w -]+?)\\s*(?:,|$)", Pattern.DOTALL);

    /** @throws RequestRefused malformed, with what is not understood */
    static ImportQuery of(String session, String zone, List<String> map) {
        if (session == null) {
            throw malformed("session is missing; name it in the query");
        }
        return new ImportQuery(Names.check("session", session), zone(zone), mapping(map));
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
                throw malformed("map must be pairs such as Telegram:user_id, separated by commas; not understood is "
                        + Nearest.shown(value.substring(at)));
            }
            if (byTitle.put(pair.group(1), column(pair.group(2))) != null) {
                throw malformed("map names the column " + Nearest.shown(pair.group(1)) + " twice");
            }
            at = pair.end();
        }
    }

    private static Column column(String name) {
        return Column.titled(name)
                .orElseThrow(() -> malformed("map knows no column "
                        + Nearest.shown(name) + "; did you mean "
                        + Nearest.to(name, COLUMNS).orElseThrow() + "? Known are: "
                        + String.join(", ", COLUMNS) + "."));
    }
}
