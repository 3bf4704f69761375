package org.reprise.telegram.tdlib;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** Begins requests and their parts. */
public final class TdRequest {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private TdRequest() {}

    /** @param type as in TDLib's td_api.tl, such as {@code getMe} */
    public static JsonObjectBuilder of(String type) {
        return JSON.createObjectBuilder().add("@type", type);
    }

    static JsonArrayBuilder list() {
        return JSON.createArrayBuilder();
    }

    /** Begins with what the object has. */
    static JsonObjectBuilder of(JsonObject object) {
        return JSON.createObjectBuilder(object);
    }
}
