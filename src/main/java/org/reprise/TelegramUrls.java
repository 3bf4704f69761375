package org.reprise;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses between Reprise and the Bot API server, as settings name them. */
final class TelegramUrls {
    private static final String BOT_API = "https://api.telegram.org";
    private static final String TAKES = "a URL that starts with http:// or https://, without credentials or query";
    private static final String WEBHOOK = "REPRISE_WEBHOOK_URL";

    /** @see <a href="https://core.telegram.org/bots/api#setwebhook">Telegram's setWebhook</a> */
    private static final Set<Integer> PORTS = Set.of(443, 80, 88, 8443);

    private TelegramUrls() {}

    static URI botApi(SettingValues values) {
        var key = "REPRISE_BOT_API_URL";
        var value = values.text(key, BOT_API, TAKES);
        var url = parse(value);
        if (url.isEmpty()) {
            values.unusable(key, shown(value), TAKES);
        }
        return url.orElse(URI.create(BOT_API));
    }

    /** A Bot API server of one's own brings updates to any address; Telegram's calls public ones over TLS. */
    static Optional<URI> webhook(SettingValues values, URI botApi) {
        return values.optional(WEBHOOK).flatMap(value -> {
            var url = parse(value);
            if (url.isEmpty()) {
                values.unusable(
                        WEBHOOK,
                        shown(value),
                        "https:// and a host that Telegram can reach, without credentials or query");
            } else if (botApi.equals(URI.create(BOT_API))) {
                refusedByTelegram(url.get())
                        .ifPresent(why -> values.problem(WEBHOOK + "=" + value + " cannot be used: " + why + "."));
            }
            return url;
        });
    }

    private static Optional<String> refusedByTelegram(URI url) {
        int port = url.getPort() == -1 ? 443 : url.getPort();
        if (!url.getScheme().equalsIgnoreCase("https")) {
            return Optional.of("Telegram calls https:// alone");
        } else if (!PORTS.contains(port)) {
            return Optional.of("Telegram calls the ports 443, 80, 88 and 8443 alone");
        } else if (!isPublic(url.getHost())) {
            return Optional.of("Telegram cannot reach that host; it takes a public name or IPv4 address");
        }
        return Optional.empty();
    }

    private static boolean isPublic(String host) {
        return host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                ? PublicAddress.isPublic(host)
                : host.matches("([\\w-]+\\.)+[a-zA-Z][\\w-]*")
                        && !host.matches("(?i).*\\.(localhost|localdomain|local|internal|invalid)");
    }

    /** Without slashes at the end. Empty: there is no server at the other end of it, or more than an address in it. */
    static Optional<URI> parse(String value) {
        try {
            var url = new URI(value.replaceAll("/+$", ""));
            boolean good = url.getScheme() != null
                    && url.getScheme().matches("(?i)https?")
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= 65535
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && !shown(value).contains("…");
            return Optional.of(url).filter(any -> good);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Without user, password, query and a bot's token. */
    static String shown(String url) {
        return url.replaceAll("[?#].*", "?…")
                .replaceAll("^([a-zA-Z]*:?/*).*@", "$1…@")
                .replaceAll("\\d{3,}:[\\w-]{15,}", "…");
    }
}
