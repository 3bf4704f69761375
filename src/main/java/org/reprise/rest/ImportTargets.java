package org.reprise.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.audience.Attribute;
import org.reprise.audience.Column;
import org.reprise.audience.ColumnMapping;
import org.reprise.audience.ColumnTarget;

/** What the query of an import says that columns hold. */
final class ImportTargets {
    private static final String TAG = "tag";
    private static final String ATTRIBUTE = "attribute:";
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(Column.values()).map(Column::title), Stream.of(TAG, ATTRIBUTE + "…"))
            .toList();

    /** A pair; their title may hold commas and colons, ours holds none but that behind "attribute". */
    private static final Pattern PAIR = Pattern.compile(
            "\\s*(.+?)\\s*:\\s*((?:attribute\\s*:\\s*)?[\\p{L}\\p{M}\\p{N}_ -]+?)\\s*(?:,|$)", Pattern.DOTALL);

    private static final Pattern OF_ATTRIBUTE = Pattern.compile("attribute\\s*:\\s*(.*)");

    private final List<Attribute> declared;

    /** @param declared by the account */
    ImportTargets(List<Attribute> declared) {
        this.declared = declared;
    }

    /** @throws RequestRefused malformed, with what is not understood */
    ColumnMapping mapping(List<String> values) {
        var byTitle = new HashMap<String, ColumnTarget>();
        for (var value : values) {
            read(value, byTitle);
        }
        return new ColumnMapping(byTitle);
    }

    private static RequestRefused malformed(String message) {
        return new RequestRefused(ProblemCode.MALFORMED_PARAMETER, message);
    }

    private void read(String value, Map<String, ColumnTarget> byTitle) {
        var pair = PAIR.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!pair.region(at, value.length()).lookingAt()) {
                throw malformed("map must be pairs such as Telegram:user_id, separated by commas; not understood is "
                        + Nearest.shown(value.substring(at)));
            }
            if (byTitle.put(pair.group(1), target(pair.group(2))) != null) {
                throw malformed("map names the column " + Nearest.shown(pair.group(1)) + " twice");
            }
            at = pair.end();
        }
    }

    private ColumnTarget target(String name) {
        var attribute = OF_ATTRIBUTE.matcher(name);
        if (attribute.matches()) {
            return new ColumnTarget.OfAttribute(attribute(attribute.group(1)));
        }
        return name.equals(TAG) ? new ColumnTarget.OfTags() : new ColumnTarget.Field(column(name));
    }

    private Attribute attribute(String name) {
        var names = declared.stream().map(Attribute::name).toList();
        return declared.stream()
                .filter(each -> each.isCalled(name))
                .findFirst()
                .orElseThrow(() -> malformed("map names the attribute " + Nearest.shown(name)
                        + ", which is not declared" + Nearest.words(name, names)
                        + ". Declare it first (POST /attributes)."));
    }

    private static Column column(String name) {
        return Column.titled(name)
                .orElseThrow(() -> malformed("map knows no column "
                        + Nearest.shown(name) + "; did you mean "
                        + Nearest.to(name, COLUMNS).orElseThrow() + "? Known are: "
                        + String.join(", ", COLUMNS) + "."));
    }
}
