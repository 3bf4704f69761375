package org.reprise;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what clients of the HTTP API are taken for. */
final class WebSettings {
    private static final String ZONE = "a time zone such as UTC or Europe/Berlin";

    private static final String PUBLIC_URL =
            "where people reach Reprise, such as https://reprise.example.org, without a path";
    private static final String BLOCKS =
            "addresses or blocks of them such as 10.0.0.5 or 10.0.0.0/8 or fd00::/8, separated by commas";

    private WebSettings() {}

    /** Reprise lives at the root of its host: pages and routes have no other place. */
    static Optional<URI> publicUrl(SettingValues values) {
        var key = "REPRISE_PUBLIC_URL";
        return values.optional(key).flatMap(value -> {
            var url = TelegramUrls.parse(value).filter(each -> each.getRawPath().isEmpty());
            if (url.isEmpty()) {
                values.unusable(key, TelegramUrls.shown(value), PUBLIC_URL);
            }
            return url;
        });
    }

    static List<AddressBlock> monitors(SettingValues values) {
        return blocks(values, "REPRISE_MONITORING_ADDRESSES");
    }

    static List<AddressBlock> proxies(SettingValues values) {
        return blocks(values, "REPRISE_PROXIES");
    }

    private static List<AddressBlock> blocks(SettingValues values, String key) {
        var value = values.optional(key).orElse("");
        var blocks = Stream.of(value.split("[,\\s]+"))
                .filter(block -> !block.isEmpty())
                .map(AddressBlock::parse)
                .toList();
        if (blocks.stream().allMatch(Optional::isPresent)) {
            return blocks.stream().flatMap(Optional::stream).toList();
        }
        values.unusable(key, value, BLOCKS);
        return List.of();
    }

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
