package org.reprise.audience;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Time zones of places, by their IANA names, however somebody capitalises them. An offset is no zone: it has no rules.
 */
final class Zones {
    private static final Map<String, String> BY_KEY = ZoneId.getAvailableZoneIds().stream()
            .filter(Zones::isOfAPlace)
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private Zones() {}

    /** As IANA writes it; empty: there is none of that name. */
    static Optional<String> named(String text) {
        return Optional.ofNullable(BY_KEY.get(text.strip().toLowerCase(Locale.ROOT)));
    }

    /** Java has names of its own that a database of zones does not know. */
    private static boolean isOfAPlace(String name) {
        return name.contains("/") && !name.startsWith("SystemV/") || name.equals("UTC");
    }
}
