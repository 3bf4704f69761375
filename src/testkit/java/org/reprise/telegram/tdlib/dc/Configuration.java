package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a client asks for before anything else: where the data centres are, and how long a text may be. */
final class Configuration {
    private static final int DATA_CENTRES = 5;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_CAPTION = 1_024;
    private static final int AN_HOUR = 3_600;
    private static final int SECONDS = 1_000;

    Map<String, Method> methods() {
        return Map.of(
                "help.getConfig", (from, request) -> config(from.key.dc()),
                "help.getNearestDc",
                        (from, request) -> tl("nearestDc")
                                .with("country", "DE")
                                .with("this_dc", from.key.dc())
                                .with("nearest_dc", from.key.dc()),
                "help.getAppConfig",
                        (from, request) -> tl("help.appConfig")
                                .with("hash", 1)
                                .with("config", tl("jsonObject").with("value", List.of())));
    }

    /** @param dialled a client that is told another number goes and looks for its own data centre, for ever */
    private static TlObject config(int dialled) {
        int now = (int) Instant.now().getEpochSecond();
        return tl("config")
                .with("date", now)
                .with("expires", now + AN_HOUR)
                .with("test_mode", false)
                .with("this_dc", dialled)
                .with(
                        "dc_options",
                        IntStream.rangeClosed(1, DATA_CENTRES)
                                .mapToObj(dc -> tl("dcOption")
                                        .with("id", dc)
                                        .with("ip_address", "127.0.0.1")
                                        .with("port", dc))
                                .toList())
                .with("dc_txt_domain_name", "")
                .with("chat_size_max", 200)
                .with("megagroup_size_max", 200_000)
                .with("forwarded_count_max", 100)
                .with("online_update_period_ms", 210 * SECONDS)
                .with("offline_blur_timeout_ms", 5 * SECONDS)
                .with("offline_idle_timeout_ms", 30 * SECONDS)
                .with("online_cloud_timeout_ms", 300 * SECONDS)
                .with("notify_cloud_delay_ms", 30 * SECONDS)
                .with("notify_default_delay_ms", 1_500)
                .with("push_chat_period_ms", 60 * SECONDS)
                .with("push_chat_limit", 2)
                .with("edit_time_limit", 48 * AN_HOUR)
                .with("revoke_time_limit", Integer.MAX_VALUE)
                .with("revoke_pm_time_limit", Integer.MAX_VALUE)
                .with("rating_e_decay", 2_419_200)
                .with("stickers_recent_limit", 200)
                .with("channels_read_media_period", 604_800)
                .with("call_receive_timeout_ms", 20 * SECONDS)
                .with("call_ring_timeout_ms", 90 * SECONDS)
                .with("call_connect_timeout_ms", 30 * SECONDS)
                .with("call_packet_timeout_ms", 10 * SECONDS)
                .with("me_url_prefix", "https://t.me/")
                .with("caption_length_max", MAX_CAPTION)
                .with("message_length_max", MAX_TEXT)
                .with("webfile_dc_id", 4);
    }
}
