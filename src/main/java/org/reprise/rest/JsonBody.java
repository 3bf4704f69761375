package org.reprise.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** Builds an answer, member by member in order; null becomes JSON's null, since clients look for the member. */
final class JsonBody {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonObjectBuilder object = JSON.createObjectBuilder();

    static JsonBody with(String name, Object value) {
        return empty().and(name, value);
    }

    static JsonBody empty() {
        return new JsonBody();
    }

    /** Text of anything but numbers, flags and JSON: an Instant is ISO-8601 in UTC, to the millisecond. */
    JsonBody and(String name, Object value) {
        object.add(name, value(value));
        return this;
    }

    JsonBody andIfThere(String name, Object value) {
        return value == null ? this : and(name, value);
    }

    JsonObject build() {
        return object.build();
    }

    static JsonArray array(Collection<?> values) {
        var array = JSON.createArrayBuilder();
        values.forEach(each -> array.add(value(each)));
        return array.build();
    }

    private static JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        } else if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof JsonBody body) {
            return body.build();
        } else if (value instanceof BigDecimal decimal) {
            return JSON.createValue(decimal);
        } else if (value instanceof Number number) {
            return JSON.createValue(number.longValue());
        } else if (value instanceof Instant time) {
            return JSON.createValue(time.truncatedTo(ChronoUnit.MILLIS).toString());
        } else if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return JSON.createValue(value.toString());
    }
}
