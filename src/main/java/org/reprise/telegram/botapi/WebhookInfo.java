package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;

/**
 * Where Telegram brings a bot's updates, and how that goes.
 *
 * @param url empty: nowhere, they are asked for
 * @param waiting how many updates are not brought yet
 * @param failedAt when Telegram could not bring one last; null: never
 * @param failure why, in Telegram's words; or null
 * @see <a href="https://core.telegram.org/bots/api#webhookinfo">Telegram's WebhookInfo</a>
 */
record WebhookInfo(String url, long waiting, Instant failedAt, String failure) {

    /** @param info what getWebhookInfo returned */
    static WebhookInfo of(JsonObject info) {
        return new WebhookInfo(
                info.getString("url", ""),
                info.getInt("pending_update_count", 0),
                info.containsKey("last_error_date")
                        ? Instant.ofEpochSecond(
                                info.getJsonNumber("last_error_date").longValue())
                        : null,
                info.getString("last_error_message", null));
    }

    boolean isSet() {
        return !url.isEmpty();
    }

    /** Its host alone, for people: programs put their token into the rest. Null when there is none. */
    String host() {
        try {
            return new URI(url).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether updates wait, and Telegram failed to bring one since. */
    boolean isStuckSince(Instant since) {
        return waiting > 0 && failedAt != null && failedAt.isAfter(since);
    }
}
