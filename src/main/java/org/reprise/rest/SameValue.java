package org.reprise.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.reprise.IsoTime;

/**
 * Whether a value that a client gives back is the one it was given: numbers and times count, not how they are written.
 */
final class SameValue {
    private SameValue() {}

    /** @param zone in which a time without an offset is meant */
    static boolean of(Member.Type type, JsonValue one, JsonValue other, ZoneId zone) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        return switch (type) {
            case INTEGER, NUMBER -> number(one).compareTo(number(other)) == 0;
            case TIME -> sameTime(one, other, zone);
            default -> one.equals(other);
        };
    }

    /** An absent list is an empty one. */
    private static boolean isNothing(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.NULL || value.equals(JsonValue.EMPTY_JSON_ARRAY);
    }

    private static BigDecimal number(JsonValue value) {
        return value instanceof JsonString digits
                ? new BigDecimal(digits.getString())
                : ((JsonNumber) value).bigDecimalValue();
    }

    /** A browser's clock knows milliseconds. */
    private static boolean sameTime(JsonValue one, JsonValue other, ZoneId zone) {
        return one.equals(other)
                || millis(one, zone).isPresent() && millis(one, zone).equals(millis(other, zone));
    }

    private static Optional<Long> millis(JsonValue value, ZoneId zone) {
        return value instanceof JsonString text
                ? IsoTime.read(text.getString(), zone).map(Instant::toEpochMilli)
                : Optional.empty();
    }
}
