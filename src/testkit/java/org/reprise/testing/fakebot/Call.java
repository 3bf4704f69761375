package org.reprise.testing.fakebot;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call of a Bot API method.
 *
 * @param parameters as text; an uploaded file is there as {@code upload:<its size in bytes>}
 */
record Call(String token, String method, Map<String, String> parameters) {

    /** {@code /bot<token>/<method>}; with anything else, token and method are empty. */
    static Call of(Request request) {
        var path = request.path().split("[/?]");
        if (path.length < 3 || !path[1].startsWith("bot")) {
            return new Call("", "", Map.of());
        }
        var token = URLDecoder.decode(path[1].substring(3), StandardCharsets.UTF_8);
        return new Call(token, path[2], parameters(request));
    }

    private static Map<String, String> parameters(Request request) {
        if (request.contentType().startsWith("multipart/form-data")) {
            return new Multipart(request).parameters();
        }
        if (request.body().length == 0) {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, String>();
        if (request.contentType().startsWith("application/x-www-form-urlencoded")) {
            for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
                var parts = pair.split("=", 2);
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        } else {
            Json.read(request.body()).forEach((name, value) -> parameters.put(name, text(value)));
        }
        return parameters;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    boolean sends() {
        return method.startsWith("send");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** 0 when there is none. */
    long chat() {
        var id = parameter("chat_id");
        return id.matches("-?\\d{1,18}") ? Long.parseLong(id) : 0;
    }
}
