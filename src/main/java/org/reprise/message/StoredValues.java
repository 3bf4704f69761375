package org.reprise.message;

import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;

/** Values of placeholders as they are stored: a JSON object of texts, by field. */
public final class StoredValues {
    private static final JsonProvider JSON = JsonProvider.provider();

    private StoredValues() {}

    public static String of(Map<String, String> values) {
        var json = JSON.createObjectBuilder();
        values.forEach(json::add);
        return json.build().toString();
    }

    public static Map<String, String> restored(String stored) {
        try (var reader = JSON.createReader(new StringReader(stored))) {
            var values = new TreeMap<String, String>();
            reader.readObject().forEach((field, value) -> values.put(field, ((JsonString) value).getString()));
            return values;
        }
    }
}
