package org.reprise.audience;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account knows of a contact beyond what Telegram tells.
 *
 * @param tags the names of those that are on them, in order
 * @param zone where they live, by its IANA name; null: nobody said
 * @param zoneSource who said so; null with the zone
 */
public record ContactDetails(AttributeValues attributes, Set<String> tags, String zone, ZoneSource zoneSource) {
    public static final ContactDetails NONE = new ContactDetails(AttributeValues.NONE, Set.of(), null, null);

    public ContactDetails {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }
}
