package org.reprise.campaign;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/** Campaigns in a line of the log, however many there are. */
final class CampaignIds {
    private static final int MAX_IDS = 50;

    private CampaignIds() {}

    /** Such as {@code 2 (7, 9)}. */
    static String named(Collection<Long> ids) {
        return ids.isEmpty()
                ? "0"
                : ids.stream()
                        .sorted()
                        .limit(MAX_IDS)
                        .map(String::valueOf)
                        .collect(joining(", ", ids.size() + " (", ids.size() > MAX_IDS ? ", …)" : ")"));
    }
}
