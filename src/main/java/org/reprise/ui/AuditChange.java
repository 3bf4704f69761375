package org.reprise.ui;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an entry of the record changed, a line for each member that is different: in people's words, where pages have
 * some; the export keeps the names of the HTTP contract.
 */
final class AuditChange {
    private static final int MAX_LENGTH = 200;

    /** Under which keys the bundles have words for what stands in a member. */
    private static final Map<String, String> VALUES = Map.of(
            "role", "role.",
            "needed", "role.",
            "status", "status.",
            "format", "format.name.",
            "outcome", "outcome.",
            "kind", "sessions.kind.",
            "expires_at", "audit.value.",
            "changed", "audit.member.");

    private final Function<String, Optional<String>> words;

    /** @param words what the bundles have for a key */
    AuditChange(Function<String, Optional<String>> words) {
        this.words = words;
    }

    /** Either may be null: nothing was told of it. */
    List<String> lines(JsonObject before, JsonObject after) {
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

    private void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(words.apply("audit.member." + name).orElseGet(() -> name.replace('_', ' ')) + ": " + value);
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private String value(JsonObject json, String name) {
        var value = json == null ? null : json.get(name);
        var text = value == null ? "" : text(name, value);
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }

    private String text(String name, JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> "";
            case TRUE -> words.apply("audit.yes").orElse("true");
            case FALSE -> words.apply("audit.no").orElse("false");
            case STRING -> word(name, ((JsonString) value).getString());
            case ARRAY ->
                ((JsonArray) value).stream().map(each -> text(name, each)).collect(Collectors.joining(", "));
            case NUMBER, OBJECT -> value.toString();
        };
    }

    private String word(String name, String text) {
        var prefix = VALUES.get(name);
        return prefix == null ? text : words.apply(prefix + text).orElse(text);
    }
}
