package org.reprise;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what clients of the HTTP API are taken for. */
final class WebSettings {
    private static final String ZONE = "a time zone such as UTC or Europe/Berlin";

    private WebSettings() {}

    /** As browsers name them in {@code Origin}; none without the key. */
    static Set<String> origins(SettingValues values) {
        var key = "REPRISE_ALLOWED_ORIGINS";
        var value = values.optional(key).orElse("");
        var origins = Stream.of(value.split("[,\\s]+"))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (origins.stream().allMatch(WebSettings::isOrigin)) {
            return origins;
        }
        values.unusable(
                key, value, "origins such as https://app.example.org or http://localhost:5173, separated by commas");
        return Set.of();
    }

    private static boolean isOrigin(String text) {
        return text.matches("https?://([a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?")
                && !text.matches("http://.*:80|https://.*:443");
    }

    static ZoneId zone(SettingValues values) {
        var key = "REPRISE_TIME_ZONE";
        var name = values.text(key, "UTC", ZONE);
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            values.unusable(key, name, ZONE);
            return ZoneId.of("UTC");
        }
    }
}
