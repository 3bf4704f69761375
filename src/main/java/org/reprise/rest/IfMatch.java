package org.reprise.rest;

import java.util.regex.Pattern;
import org.reprise.campaign.Campaign;

/** The version that an editor saw, as an entity tag; compared strongly (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7e]*\"";
    private static final Pattern LIST = Pattern.compile("\\s*" + TAG + "(?:\\s*,\\s*" + TAG + ")*\\s*");

    /** Versions begin at 1, so this one is always stale. */
    private static final Integer NONE = 0;

    private IfMatch() {}

    static String tag(Campaign campaign) {
        return "\"" + campaign.version() + "\"";
    }

    /**
     * @param header null and {@code *}: any version
     * @return the version that {@code campaign} must still have, or null
     * @throws RequestRefused malformed
     */
    static Integer version(String header, Campaign campaign) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        if (header.length() > 1000 || !LIST.matcher(header).matches()) {
            throw RequestRefused.malformed("If-Match must be * or quoted entity tags, such as \"3\"");
        }
        var strong = header.split("\\s*,\\s*");
        for (var tag : strong) {
            if (tag.strip().equals(tag(campaign))) {
                return campaign.version();
            }
        }
        return NONE;
    }
}
