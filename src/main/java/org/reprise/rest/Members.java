package org.reprise.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a request's JSON object. Each getter refuses another type by the member's name; {@code optional…} take
 * null for absence. Members that nobody asks for are ignored.
 */
final class Members {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    static final String MISSING = "The body is missing; send a JSON object.";

    private static final JsonReaderFactory READERS =
            JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final JsonObject object;

    private Members(JsonObject object) {
        this.object = object;
    }

    /**
     * @param body UTF-8, one JSON object without a duplicate member
     * @throws RequestRefused malformed
     */
    static Members parse(byte[] body) {
        if (body.length == 0) {
            throw RequestRefused.malformed(MISSING);
        }
        if (read(utf8(body)) instanceof JsonObject object) {
            return new Members(object);
        }
        throw RequestRefused.malformed("The body must be a JSON object.");
    }

    /** The parser refuses in many ways: too deep is a RuntimeException, a number without bounds any of three others. */
    private static JsonValue read(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (RuntimeException e) {
            throw RequestRefused.malformed(
                    "The body is no JSON that Reprise reads: it is cut short, nested too deeply, "
                            + "names a member twice, or holds a number out of all range.");
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RequestRefused.malformed("The body is not UTF-8.");
        }
    }

    /** All of it, for whoever reads a format of somebody else. */
    JsonObject json() {
        return object;
    }

    /** For a route that takes these members alone: what else somebody meant by another is not passed over. */
    void refuseOthersThan(String... names) {
        object.keySet().stream()
                .filter(name -> !List.of(names).contains(name))
                .findFirst()
                .ifPresent(other -> {
                    throw RequestRefused.malformed(
                            "There is no member " + other + " here, only " + String.join(", ", names));
                });
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    String text(String name) {
        if (required(name) instanceof JsonString text) {
            return text.getString();
        }
        throw RequestRefused.malformed(name + " must be a string");
    }

    Optional<String> optionalText(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name));
    }

    long integer(String name) {
        try {
            // of 1e999999999 only the scale is looked at: writing it out would take the memory of the machine
            if (required(name) instanceof JsonNumber number && number.isIntegral()) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            // told below
        }
        throw RequestRefused.malformed(name + " must be a 64-bit integer");
    }

    Optional<Long> optionalInteger(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(integer(name));
    }

    Optional<BigDecimal> optionalNumber(String name) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        if (required(name) instanceof JsonNumber number) {
            return Optional.of(number.bigDecimalValue());
        }
        throw RequestRefused.malformed(name + " must be a number");
    }

    Optional<Boolean> optionalFlag(String name) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        return switch (required(name).getValueType()) {
            case TRUE -> Optional.of(true);
            case FALSE -> Optional.of(false);
            default -> throw RequestRefused.malformed(name + " must be true or false");
        };
    }

    Optional<Members> optionalObject(String name) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        if (required(name) instanceof JsonObject members) {
            return Optional.of(new Members(members));
        }
        throw RequestRefused.malformed(name + " must be an object");
    }

    /** Empty when absent. */
    List<JsonValue> optionalArray(String name) {
        if (isAbsent(name)) {
            return List.of();
        }
        if (required(name) instanceof JsonArray array) {
            return array;
        }
        throw RequestRefused.malformed(name + " must be an array");
    }

    /** Empty when absent. */
    List<String> texts(String name) {
        if (isAbsent(name)) {
            return List.of();
        }
        if (required(name) instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return array.getValuesAs(JsonString::getString);
        }
        throw RequestRefused.malformed(name + " must be an array of strings");
    }

    /** An integer, or a string of digits: the way the existing clients send user ids. */
    long integerOrDigits(String name) {
        return required(name) instanceof JsonString text ? Integers.parse(name, text.getString()) : integer(name);
    }

    private boolean isAbsent(String name) {
        return !has(name) || object.get(name).equals(JsonValue.NULL);
    }

    private JsonValue required(String name) {
        var value = object.get(name);
        if (value == null) {
            throw RequestRefused.malformed(name + " is missing");
        }
        return value;
    }
}
