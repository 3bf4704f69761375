package org.reprise.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Whether a value that a client gives back is the one it was given: numbers and times count, not how they are written.
 */
final class SameValue {
    private SameValue() {}

    static boolean of(Member.Type type, JsonValue one, JsonValue other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        return switch (type) {
            case INTEGER, NUMBER -> number(one).compareTo(number(other)) == 0;
            case TIME -> sameTime(one, other);
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
    private static boolean sameTime(JsonValue one, JsonValue other) {
        return one.equals(other) || millis(one) != null && millis(one).equals(millis(other));
    }

    private static Long millis(JsonValue value) {
        try {
            return OffsetDateTime.parse(((JsonString) value).getString())
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
