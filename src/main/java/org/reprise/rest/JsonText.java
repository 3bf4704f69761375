package org.reprise.rest;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.NoSuchElementException;

/**
 * Reads a body strictly: UTF-8, one JSON object, nothing after it, no member twice, no deeper than {@value #MAX_DEPTH}.
 * A byte order mark is read over.
 */
final class JsonText {
    static final int MAX_DEPTH = 32;

    /** The digits of a 64-bit number, its sign, point and exponent, with room to spare. */
    private static final int MAX_NUMBER_LENGTH = 100;

    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonParser parser;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws RequestRefused malformed body, or duplicate member */
    static JsonObject read(byte[] body) {
        var text = utf8(body);
        try (var parser = JSON.createParser(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            var value = new JsonText(parser).whole();
            if (value instanceof JsonObject object) {
                return object;
            }
            throw malformed("The body must be a JSON object.");
        } catch (JsonException | NoSuchElementException | ArithmeticException | IllegalStateException e) {
            throw malformed("The body is no JSON: it is cut short or wrong.");
        } catch (NumberFormatException | UnsupportedOperationException e) {
            throw malformed("The body holds a number out of all range.");
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private JsonValue whole() {
        var value = value(parser.next(), "", 0);
        if (parser.hasNext()) {
            throw malformed("Something stands after the JSON object.");
        }
        return value;
    }

    private JsonValue value(Event event, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("The body is nested deeper than " + MAX_DEPTH + " levels.");
        }
        return switch (event) {
            case START_OBJECT -> object(pointer, depth);
            case START_ARRAY -> array(pointer, depth);
            case VALUE_NUMBER -> number();
            default -> parser.getValue();
        };
    }

    private JsonValue object(String pointer, int depth) {
        var object = JSON.createObjectBuilder();
        var names = new HashSet<String>();
        while (parser.next() == Event.KEY_NAME) {
            var name = parser.getString();
            var below = pointer + "/" + Json.encodePointer(name);
            if (!names.add(name)) {
                throw new RequestRefused(ProblemCode.DUPLICATE_MEMBER, below, name + " stands there twice");
            }
            object.add(name, value(parser.next(), below, depth + 1));
        }
        return object.build();
    }

    private JsonValue array(String pointer, int depth) {
        var array = JSON.createArrayBuilder();
        int index = 0;
        for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, pointer + "/" + index++, depth + 1));
        }
        return array.build();
    }

    /** Of 1e999999999 only the scale is ever looked at: writing it out would take the memory of the machine. */
    private JsonValue number() {
        if (parser.getString().length() > MAX_NUMBER_LENGTH) {
            throw malformed("The body holds a number of more than " + MAX_NUMBER_LENGTH + " characters.");
        }
        return parser.getValue();
    }

    private static RequestRefused malformed(String message) {
        return new RequestRefused(ProblemCode.MALFORMED_BODY, message);
    }
}
