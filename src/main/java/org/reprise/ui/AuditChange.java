package org.reprise.ui;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What an entry of the record changed, a line for each member that is different. */
final class AuditChange {
    private static final int MAX_LENGTH = 200;

    private AuditChange() {}

    /** Either may be null: nothing was told of it. */
    static List<String> lines(JsonObject before, JsonObject after) {
        var names = new LinkedHashSet<String>();
        if (before != null) {
            names.addAll(before.keySet());
        }
        if (after != null) {
            names.addAll(after.keySet());
        }
        var lines = new ArrayList<String>();
        for (var name : names) {
            var was = value(before, name);
            var is = value(after, name);
            if (before == null || after == null) {
                add(lines, name, was + is);
            } else if (!was.equals(is)) {
                add(lines, name, shown(was) + " → " + shown(is));
            }
        }
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name.replace('_', ' ') + ": " + value);
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private static String value(JsonObject json, String name) {
        var value = json == null ? null : json.get(name);
        var text = value == null || value == JsonValue.NULL
                ? ""
                : value instanceof JsonString string ? string.getString() : value.toString();
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }
}
