package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.reprise.TelegramProxy;

/** The proxy that the settings name, as TDLib takes it. */
final class TdProxy {
    private TdProxy() {}

    static JsonObject request(TelegramProxy proxy) {
        return TdRequest.of("addProxy")
                .add(
                        "proxy",
                        TdRequest.of("proxy")
                                .add("server", proxy.server())
                                .add("port", proxy.port())
                                .add("type", type(proxy)))
                .add("enable", true)
                .add("comment", "")
                .build();
    }

    private static JsonObjectBuilder type(TelegramProxy proxy) {
        return switch (proxy.kind()) {
            case SOCKS5 -> withLogin("proxyTypeSocks5", proxy);
            case HTTP -> withLogin("proxyTypeHttp", proxy);
            case MTPROTO -> TdRequest.of("proxyTypeMtproto").add("secret", proxy.secret());
        };
    }

    private static JsonObjectBuilder withLogin(String type, TelegramProxy proxy) {
        return TdRequest.of(type).add("username", proxy.user()).add("password", proxy.secret());
    }
}
