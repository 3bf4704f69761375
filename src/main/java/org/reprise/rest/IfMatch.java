package org.reprise.rest;

import java.util.List;
import java.util.regex.Pattern;

/** The version that an editor saw, as an entity tag; compared strongly (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7e]*\"";
    private static final Pattern LIST = Pattern.compile("\\s*" + TAG + "(?:\\s*,\\s*" + TAG + ")*\\s*");

    private IfMatch() {}

    static String tag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * @param header null and {@code *}: any version
     * @return the version that the campaign must still have, or null
     * @throws RequestRefused malformed
     */
    static Integer version(String header, int current) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        if (header.length() > 1000 || !LIST.matcher(header).matches()) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_HEADER, "If-Match must be * or quoted entity tags, such as \"3\"");
        }
        var tags = List.of(header.strip().split("\\s*,\\s*"));
        return tags.contains(tag(current)) ? Integer.valueOf(current) : stale(tags.get(0));
    }

    /** A weak or foreign tag is the version 0, which no campaign has. */
    private static Integer stale(String tag) {
        return tag.matches("\"\\d{1,9}\"") ? Integer.valueOf(tag.substring(1, tag.length() - 1)) : Integer.valueOf(0);
    }
}
