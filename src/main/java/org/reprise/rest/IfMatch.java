package org.reprise.rest;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The version that an editor saw, as an entity tag; compared strongly, character by character (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final int MAX_LENGTH = 1000;
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"";
    private static final Pattern TAGS = Pattern.compile(TAG);

    /**
     * Elements of a list may be empty (RFC 9110, 5.6.1). Possessive: whatever the header is, nothing is tried twice.
     */
    private static final Pattern LIST = Pattern.compile("[\\s,]*+(?:" + TAG + "\\s*+(?:,[\\s,]*+|$))++");

    /** No campaign has this version. */
    private static final int NONE = 0;

    private IfMatch() {}

    static String tag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * @param headers the values of all headers of that name; empty, and {@code *}: any version
     * @return the version that the campaign must still have, or null
     * @throws RequestRefused malformed
     */
    static Integer version(List<String> headers, int current) {
        var header = String.join(",", headers);
        if (headers.isEmpty() || header.strip().equals("*")) {
            return null;
        }
        if (header.length() > MAX_LENGTH || !LIST.matcher(header).matches()) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_HEADER, "If-Match must be * or quoted entity tags, such as \"3\"");
        }
        var tags = TAGS.matcher(header).results().map(MatchResult::group).toList();
        return tags.contains(tag(current)) ? Integer.valueOf(current) : seen(tags.get(0), current);
    }

    /** For the words of the refusal: what the first tag names, if that is a version and not this one. */
    private static Integer seen(String tag, int current) {
        boolean version = tag.matches("\"[1-9]\\d{0,8}\"") && !tag.equals(tag(current));
        return version ? Integer.valueOf(tag.substring(1, tag.length() - 1)) : Integer.valueOf(NONE);
    }
}
