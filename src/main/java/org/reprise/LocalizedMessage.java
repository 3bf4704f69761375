package org.reprise;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that the core tells people: which text of the bundles {@code said*.properties}, and the values in it. The
 * edges put it into words: pages in the language of who looks at them, everything else in English.
 *
 * <p>Numbers are written as the language writes them. What is no quantity, such as an id, is given as text. A value may
 * be something said itself.
 */
public record LocalizedMessage(String key, List<Object> values) {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    public static final String BUNDLE = "org.reprise.said";

    /** Words of somebody else: an operator's, Telegram's, or those of an older Reprise. */
    private static final String VERBATIM = "verbatim";

    /** So many things at once that no text has a place for each. */
    private static final String LIST = "list";

    /** English is what has no language of its own; never the server's, which is nobody's choice. */
    private static final Control ENGLISH_OTHERWISE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    public static LocalizedMessage of(String key, Object... values) {
        return new LocalizedMessage(key, List.of(values));
    }

    /** The same in every language. */
    public static LocalizedMessage verbatim(String text) {
        return of(VERBATIM, text);
    }

    public static LocalizedMessage list(List<LocalizedMessage> things) {
        return new LocalizedMessage(LIST, List.copyOf(things));
    }

    public String in(Locale locale) {
        return words(locale, value -> value instanceof LocalizedMessage said ? said.in(locale) : value);
    }

    /** In English, numbers as programs read them. */
    @Override
    public String toString() {
        return words(
                Locale.ROOT, value -> value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    private String words(Locale locale, Function<Object, Object> word) {
        var words = values.stream().map(word).toArray();
        if (key.equals(LIST)) {
            return List.of(words).stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        var pattern =
                ResourceBundle.getBundle(BUNDLE, locale, ENGLISH_OTHERWISE).getString(key);
        return new MessageFormat(pattern, locale).format(words);
    }

    /** For storage: it can be told in any language later. */
    public String stored() {
        return json().toString();
    }

    private JsonArray json() {
        var json = JSON.createArrayBuilder().add(key);
        for (var value : values) {
            if (value instanceof LocalizedMessage said) {
                json.add(said.json());
            } else if (value instanceof Number number) {
                json.add(new BigDecimal(number.toString()));
            } else {
                json.add(value.toString());
            }
        }
        return json.build();
    }

    /** What {@link #stored} gave. */
    public static LocalizedMessage restored(String stored) {
        try (var reader = JSON.createReader(new StringReader(stored))) {
            return restored(reader.readArray());
        }
    }

    private static LocalizedMessage restored(JsonArray json) {
        var values = json.subList(1, json.size()).stream()
                .map(LocalizedMessage::value)
                .toList();
        return new LocalizedMessage(json.getString(0), values);
    }

    private static Object value(JsonValue json) {
        if (json instanceof JsonArray said) {
            return restored(said);
        }
        return json instanceof JsonNumber number ? number.bigDecimalValue() : ((JsonString) json).getString();
    }
}
