package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.reprise.Settings;

/** Reads the proxy that the settings name, as TDLib takes it. */
final class TdProxy {
    /** Never with the value: it may hold a password. */
    private static final String TAKES = "REPRISE_TELEGRAM_PROXY takes socks5://user:password@host:port,"
            + " http://user:password@host:port or tg://proxy?server=…&port=…&secret=…";

    private TdProxy() {}

    /** The settings name a proxy that is none of the three kinds; the message says which there are. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(TAKES);
        }
    }

    /** @throws Unreadable when it is none of the three kinds */
    static JsonObject request(Settings.Hidden proxy) {
        try {
            var url = new URI(proxy.value());
            return "tg".equals(url.getScheme()) ? mtproto(url) : plain(url);
        } catch (URISyntaxException | RuntimeException e) {
            // without the cause, which quotes the value
            throw new Unreadable();
        }
    }

    private static JsonObject plain(URI url) {
        var login =
                url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
        var type = TdRequest.of(
                        switch (url.getScheme()) {
                            case "socks5" -> "proxyTypeSocks5";
                            case "http" -> "proxyTypeHttp";
                            default -> throw new IllegalArgumentException(TAKES);
                        })
                .add("username", login.length > 0 ? login[0] : "")
                .add("password", login.length > 1 ? login[1] : "");
        return request(url.getHost(), url.getPort(), type);
    }

    /** As Telegram's own clients share them. */
    private static JsonObject mtproto(URI url) {
        Map<String, String> query = Arrays.stream(url.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        return request(
                query.get("server"),
                Integer.parseInt(query.get("port")),
                TdRequest.of("proxyTypeMtproto").add("secret", query.get("secret")));
    }

    private static JsonObject request(String server, int port, JsonObjectBuilder type) {
        return TdRequest.of("addProxy")
                .add(
                        "proxy",
                        TdRequest.of("proxy")
                                .add("server", server)
                                .add("port", port)
                                .add("type", type))
                .add("enable", true)
                .add("comment", "")
                .build();
    }
}
