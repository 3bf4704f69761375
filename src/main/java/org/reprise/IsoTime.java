package org.reprise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as people and programs give them: ISO-8601 of the years 1 to 9999, with an offset or without one. */
public final class IsoTime {
    private IsoTime() {}

    /**
     * @param zone in which a time without an offset is meant
     * @return empty when it is none
     */
    public static Optional<Instant> read(String text, ZoneId zone) {
        try {
            var time = hasOffset(text)
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
            // in UTC, as it is stored and told
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= 9999 ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same; a day alone is its beginning. */
    public static Optional<Instant> orDay(String text, ZoneId zone) {
        return read(text, zone)
                .or(() -> day(text).map(day -> day.atStartOfDay(zone).toInstant()));
    }

    /** A day, such as 2026-01-31. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1 && day.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether what looks like a time says of which offset it is. */
    public static boolean hasOffset(String text) {
        return text.matches("(?s).*T.*(Z|z|[+-][0-9:]+)");
    }
}
