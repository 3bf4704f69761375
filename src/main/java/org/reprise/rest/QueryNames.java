package org.reprise.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Nothing in a query is ignored: a name that nobody asked for is refused, with the nearest one that is known. */
final class QueryNames {
    private QueryNames() {}

    /**
     * @param query names and values
     * @throws RequestRefused malformed
     */
    static void check(MultivaluedMap<String, String> query, List<String> known) {
        for (var name : query.keySet()) {
            if (!known.contains(name)) {
                throw RequestRefused.malformed("There is no query parameter " + shown(name) + "; did you mean "
                        + nearest(name, known) + "? Known are: " + String.join(", ", known) + ".");
            }
        }
    }

    /**
     * @return null when it is absent
     * @throws RequestRefused malformed when it is there twice
     */
    static String single(MultivaluedMap<String, String> query, String name) {
        var values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw RequestRefused.malformed(name + " stands in the query more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The one of {@code known} that is reached by the fewest changes. */
    static String nearest(String name, List<String> known) {
        var lower = name.length() > 50 ? name.substring(0, 50) : name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(each -> changes(lower, each)))
                .orElseThrow();
    }

    /** For a sentence: on one line, up to 50 characters. */
    static String shown(String text) {
        var line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return "'" + (line.length() > 50 ? line.substring(0, 50) + "…" : line) + "'";
    }

    /** Levenshtein's distance. */
    private static int changes(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
