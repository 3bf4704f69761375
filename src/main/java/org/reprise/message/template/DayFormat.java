package org.reprise.message.template;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes a day as strftime does. */
final class DayFormat {
    private static final Pattern PART = Pattern.compile("%-?.|%$|[^%]++", Pattern.DOTALL);
    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("%Y", "uuuu"),
            Map.entry("%y", "uu"),
            Map.entry("%m", "MM"),
            Map.entry("%-m", "M"),
            Map.entry("%d", "dd"),
            Map.entry("%-d", "d"),
            Map.entry("%e", "ppd"),
            Map.entry("%j", "DDD"),
            Map.entry("%B", "MMMM"),
            Map.entry("%b", "MMM"),
            Map.entry("%A", "EEEE"),
            Map.entry("%a", "EEE"));

    private final DateTimeFormatter formatter;

    private DayFormat(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /** Empty: it asks for something that no day has. */
    static Optional<DayFormat> of(String format, Locale locale) {
        var builder = new DateTimeFormatterBuilder();
        var parts = PART.matcher(format);
        while (parts.find()) {
            var part = parts.group();
            if (!part.startsWith("%") || part.equals("%%")) {
                builder.appendLiteral(part.equals("%%") ? "%" : part);
            } else if (PATTERNS.containsKey(part)) {
                builder.appendPattern(PATTERNS.get(part));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new DayFormat(builder.toFormatter(locale)));
    }

    /** As it is when it is no day. */
    String of(String value) {
        try {
            return formatter.format(LocalDate.parse(value));
        } catch (DateTimeParseException e) {
            return value;
        }
    }
}
