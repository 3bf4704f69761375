package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookInfoTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void withoutAWebhookThereIsNoneAndNoHost() {
        var info = WebhookInfo.of(JsonFactories.object()
                .add("url", "")
                .add("has_custom_certificate", false)
                .add("pending_update_count", 3)
                .build());
        assertThat(info).isEqualTo(new WebhookInfo("", 3, null, null));
        assertThat(info.isSet()).isFalse();
        assertThat(info.host()).isNull();
        assertThat(info.isStuckSince(NOON)).isFalse();
    }

    /** Programs put their token into the rest of the address. */
    @Test
    void onlyTheHostIsShown() {
        assertThat(new WebhookInfo("https://other.example:8443/bot1:secret", 0, null, null).host())
                .isEqualTo("other.example");
        assertThat(new WebhookInfo("no address {}", 0, null, null).host()).isNull();
    }

    @Test
    void isStuckWhenUpdatesWaitAndTelegramFailedSince() {
        var info = WebhookInfo.of(JsonFactories.object()
                .add("url", "https://reprise.example")
                .add("pending_update_count", 1)
                .add("last_error_date", NOON.getEpochSecond())
                .add("last_error_message", "Connection timed out")
                .build());
        assertThat(info.failure()).isEqualTo("Connection timed out");
        assertThat(info.isStuckSince(NOON.minusSeconds(1))).isTrue();
        assertThat(info.isStuckSince(NOON)).isFalse();
        assertThat(new WebhookInfo(info.url(), 0, NOON, "Connection timed out").isStuckSince(NOON.minusSeconds(1)))
                .isFalse();
    }
}
