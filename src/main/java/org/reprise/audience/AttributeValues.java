package org.reprise.audience;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account keeps of one contact, by the names of its attributes: for each a String, a BigDecimal or a Boolean,
 * as {@link AttributeType} has it.
 */
public final class AttributeValues {
    public static final AttributeValues NONE = new AttributeValues(Map.of());

    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final SortedMap<String, Object> byName;

    AttributeValues(Map<String, Object> byName) {
        this.byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** In the order of their names. */
    public SortedMap<String, Object> byName() {
        return byName;
    }

    public Optional<Object> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    public JsonObject json() {
        var object = JSON.createObjectBuilder();
        byName.forEach((name, value) -> add(object, name, value));
        return object.build();
    }

    private static void add(JsonObjectBuilder object, String name, Object value) {
        if (value instanceof BigDecimal number) {
            object.add(name, number);
        } else if (value instanceof Boolean flag) {
            object.add(name, flag);
        } else {
            object.add(name, (String) value);
        }
    }

    /** As a column of the database holds it; null: none. */
    String stored() {
        return isEmpty() ? null : json().toString();
    }

    /** @param json what {@link #stored} made, or null */
    static AttributeValues read(String json) {
        if (json == null) {
            return NONE;
        }
        try (var reader = JSON.createReader(new StringReader(json))) {
            var values = new TreeMap<String, Object>();
            reader.readObject().forEach((name, value) -> values.put(name, value(value)));
            return new AttributeValues(values);
        }
    }

    private static Object value(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        return value instanceof JsonString text ? text.getString() : (Object) (value == JsonValue.TRUE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributeValues values && values.byName.equals(byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.toString();
    }
}
