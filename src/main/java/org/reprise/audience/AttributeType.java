package org.reprise.audience;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.IsoTime;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportTimes.Unreadable;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.audience.rule.PlainNumber;
import org.reprise.message.VisibleText;

/**
 * What kind of values an attribute has. Each says what it takes of a request and of a cell that people wrote, and what
 * a value is in Java: a String, a BigDecimal or a Boolean. A date is text such as {@code 2026-01-31}, which sorts as
 * days do.
 */
public enum AttributeType {
    /**
     * 1 to {@value #MAX_TEXT} characters, without control characters but line breaks, and without those that turn the
     * direction of writing.
     */
    TEXT {
        @Override
        Optional<Object> of(JsonValue value) {
            return value instanceof JsonString text ? text(text.getString()) : Optional.empty();
        }

        @Override
        public Optional<Object> ofText(String value) {
            return text(value);
        }

        @Override
        public LocalizedMessage wanted() {
            return LocalizedMessage.of("attribute.wanted.text", MAX_TEXT);
        }

        @Override
        public LocalizedMessage wanted(String given) {
            var unfit = lines(given).codePoints().filter(AttributeType::isUnfit).findFirst();
            return unfit.isPresent()
                    ? LocalizedMessage.of("attribute.wanted.text.without", named(unfit.getAsInt()))
                    : wanted();
        }
    },

    /** From -10^15 to 10^15, with up to {@value PlainNumber#MAX_DECIMALS} decimals. */
    NUMBER {
        @Override
        Optional<Object> of(JsonValue value) {
            return value instanceof JsonNumber number ? number(number.bigDecimalValue()) : Optional.empty();
        }

        @Override
        public Optional<Object> ofText(String value) {
            var digits = BLANKS.matcher(Text.asciiDigits(value)).replaceAll("");
            if (digits.length() > LONGEST_NUMBER) {
                return Optional.empty();
            } else if (DECIMAL_COMMA.matcher(digits).matches()) {
                digits = digits.replace(',', '.');
            }
            return NUMBERS.matcher(digits).matches() ? number(new BigDecimal(digits)) : Optional.empty();
        }

        @Override
        public LocalizedMessage wanted() {
            return LocalizedMessage.of("attribute.wanted.number", PlainNumber.MAX_DECIMALS);
        }
    },

    /** A day of the years 1 to 9999. */
    DATE {
        @Override
        Optional<Object> of(JsonValue value) {
            return value instanceof JsonString text ? date(text.getString()) : Optional.empty();
        }

        /** Also as files write it, where it is certain what is the day. */
        @Override
        public Optional<Object> ofText(String value) {
            if (ISO_DATE.matcher(value).matches()) {
                return date(value);
            }
            try {
                return DIGITS.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of(TIMES.read(value)
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString());
            } catch (Unreadable e) {
                return Optional.empty();
            }
        }

        @Override
        public LocalizedMessage wanted() {
            return LocalizedMessage.of("attribute.wanted.date");
        }
    },

    FLAG {
        @Override
        Optional<Object> of(JsonValue value) {
            return value == JsonValue.TRUE
                    ? Optional.of(true)
                    : value == JsonValue.FALSE ? Optional.of(false) : Optional.empty();
        }

        @Override
        public Optional<Object> ofText(String value) {
            return YesOrNo.read(value).map(flag -> flag);
        }

        @Override
        public LocalizedMessage wanted() {
            return LocalizedMessage.of("attribute.wanted.flag");
        }
    };

    public static final int MAX_TEXT = 500;
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern NUMBERS = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?");

    /** Three digits behind a comma may be thousands. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,(?!\\d{3}$)\\d+");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final ImportTimes TIMES = new ImportTimes(ZoneOffset.UTC);

    /** A value as a request gives it; empty: it does not fit. */
    abstract Optional<Object> of(JsonValue value);

    /** The same of what people write into a cell of a file or a field of a form. */
    public abstract Optional<Object> ofText(String value);

    /** The same, as a request would have it. */
    public Optional<JsonValue> jsonOfText(String text) {
        return ofText(text)
                .map(value -> new AttributeValues(Map.of(name(), value)).json().get(name()));
    }

    /** What kind of values the cells of a column are, as far as the first ones tell; blank ones tell nothing. */
    public static AttributeType guessed(List<String> cells) {
        var told = cells.stream()
                .map(SpreadsheetText::value)
                .filter(value -> !VisibleText.isBlank(value))
                .toList();
        return Stream.of(NUMBER, DATE, FLAG)
                .filter(type -> !told.isEmpty()
                        && told.stream().allMatch(value -> type.ofText(value).isPresent()))
                .findFirst()
                .orElse(TEXT);
    }

    /** What it takes, in words that stand behind "must be". */
    public abstract LocalizedMessage wanted();

    /** The same where that text was given and does not fit: what is in the way is named. */
    public LocalizedMessage wanted(String given) {
        return wanted();
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) && codePoint != '\n' || VisibleText.turnsDirection(codePoint);
    }

    /** Nobody sees it where it stands: by its code and its name, which are Unicode's in every language. */
    private static String named(int codePoint) {
        return String.format("U+%04X (%s)", codePoint, Character.getName(codePoint));
    }

    private static Optional<Object> text(String text) {
        var lines = lines(text);
        boolean fits = !VisibleText.isBlank(lines)
                && !Text.isLongerThan(MAX_TEXT, lines)
                && VisibleText.isWellFormed(lines)
                && lines.codePoints().noneMatch(AttributeType::isUnfit);
        return fits ? Optional.of(lines) : Optional.empty();
    }

    private static Optional<Object> number(BigDecimal number) {
        return PlainNumber.of(number).map(plain -> plain);
    }

    private static Optional<Object> date(String text) {
        return IsoTime.day(text).map(LocalDate::toString);
    }
}
