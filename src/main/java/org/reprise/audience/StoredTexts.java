package org.reprise.audience;

import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;

/** Some texts in one column, as a JSON array. */
final class StoredTexts {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private StoredTexts() {}

    static String of(List<String> texts) {
        return JSON.createArrayBuilder(texts).build().toString();
    }

    static List<String> read(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return List.copyOf(reader.readArray().getValuesAs(JsonString::getString));
        }
    }
}
