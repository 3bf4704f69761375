package org.reprise.testing.fakebot;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/** @param body JSON, but for what comes from a proxy in front of Telegram */
record Answer(int status, String body) {

    /** What the method returned, as the Bot API wraps it. */
    static Answer result(JsonValue result) {
        return new Answer(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    static Answer error(int code, String description) {
        return new Answer(
                code,
                Json.object()
                        .add("ok", false)
                        .add("error_code", code)
                        .add("description", description)
                        .build()
                        .toString());
    }

    static Answer json(JsonObject json) {
        return new Answer(200, json.toString());
    }

    byte[] bytes() {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var type = body.startsWith("<") ? "text/html" : "application/json";
        var head = "HTTP/1.1 " + status + " Fake\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length
                + "\r\nConnection: keep-alive\r\n\r\n";
        var start = head.getBytes(StandardCharsets.US_ASCII);
        var all = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }
}
