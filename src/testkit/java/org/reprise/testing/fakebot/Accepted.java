package org.reprise.testing.fakebot;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message that the fake took.
 *
 * @param at milliseconds since 1970
 * @param parameters all that came with it
 */
public record Accepted(long at, String token, String method, long chat, Map<String, String> parameters) {

    Accepted(long at, Call call) {
        this(at, call.token(), call.method(), call.chat(), call.parameters());
    }

    /** Its text, or what stands under its attachment. */
    public String text() {
        return parameters.getOrDefault("text", parameters.getOrDefault("caption", ""));
    }

    JsonObject json() {
        var all = Json.object();
        parameters.forEach(all::add);
        return Json.object()
                .add("at", at)
                .add("token", token)
                .add("method", method)
                .add("chat", chat)
                .add("parameters", all)
                .build();
    }

    static Accepted of(JsonObject json) {
        var parameters = json.getJsonObject("parameters").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> ((JsonString) each.getValue()).getString()));
        return new Accepted(
                json.getJsonNumber("at").longValue(),
                json.getString("token"),
                json.getString("method"),
                json.getJsonNumber("chat").longValue(),
                parameters);
    }
}
