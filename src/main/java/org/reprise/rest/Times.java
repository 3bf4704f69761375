package org.reprise.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times in requests: ISO-8601 with an offset, or without one, as a browser's {@code datetime-local} gives them. */
final class Times {
    private Times() {}

    /**
     * @param zone in which a time without an offset is meant
     * @return empty when it is no time of the years 1 to 9999
     */
    static Optional<Instant> read(String text, ZoneId zone) {
        try {
            var time = hasOffset(text)
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
            return time.getYear() >= 1 && time.getYear() <= 9999 ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of an estimate: fractions of a second would claim too much. */
    static Instant wholeSeconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether what looks like a time says of which offset it is. */
    static boolean hasOffset(String text) {
        return text.matches("(?s).*T.*(Z|z|[+-][0-9:]+)");
    }
}
