package org.reprise.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reprise.audience.csv.SpreadsheetText;

/**
 * Reads points in time as files write them: ISO-8601 and what people make of it, dates with the day or the month first
 * where it is certain which, and seconds or milliseconds since 1970.
 */
final class ImportTimes {
    /** An offset, UTC by name, or a zone; ISO's extension puts the zone in brackets behind the offset. */
    private static final String ZONE =
            "(?<zone>Z|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?|UTC|GMT|[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)+)";

    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d*)?)?"
                    + "(?:\\s?(?<half>[ap])\\.?m\\.?)?";
    private static final String REST = "(?:(?:T|\\s*,?\\s+|_)" + TIME + "\\s*" + ZONE + "?(?:\\[[A-Za-z_/+-]+])?)?";
    private static final Pattern YEAR_FIRST =
            pattern("(?<year>\\d{4})(?<mark>[-/.])(?<a>\\d{1,2})\\k<mark>(?<b>\\d{1,2})" + REST);
    private static final Pattern YEAR_LAST =
            pattern("(?<a>\\d{1,2})(?<mark>[-/.])(?<b>\\d{1,2})\\k<mark>(?<year>\\d{4})" + REST);
    private static final Pattern EPOCH = Pattern.compile("(\\d{10}|\\d{13})(?:\\.(\\d{1,9}))?");

    /** 2001-09-09 and 2100-01-01: what is less or more is hardly meant. */
    private static final long FIRST_SECOND = 1_000_000_000L;

    private static final long LAST_SECOND = 4_102_444_800L;

    private final ZoneId zone;

    /** Why a text is no point in time. */
    enum Flaw {
        UNREADABLE,
        /** It has no offset, and nobody named a zone. */
        ZONELESS,
        /** Either of two numbers may be the day. */
        DAY_OR_MONTH,
        /** Clocks were turned, so it was twice or never. */
        TWICE_OR_NEVER
    }

    /** Without a stack: a file may hold millions. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final Flaw flaw;

        Unreadable(Flaw flaw) {
            super(null, null, false, false);
            this.flaw = flaw;
        }

        Flaw flaw() {
            return flaw;
        }
    }

    /** @param zone of times without an offset; null: nobody named one */
    ImportTimes(ZoneId zone) {
        this.zone = zone;
    }

    Instant read(String cell) throws Unreadable {
        var text = SpreadsheetText.stripped(
                Text.asciiDigits(cell).replace('\u00A0', ' ').replace('\u202F', ' '));
        text = text.startsWith("'") ? text.substring(1) : text;
        try {
            var time = time(text);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new Unreadable(Flaw.UNREADABLE);
    }

    private Instant time(String text) throws Unreadable {
        var epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            return sinceEpoch(epoch);
        }
        var yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            var date = date(yearFirst, number(yearFirst, "a"), number(yearFirst, "b"));
            // a date of ISO-8601 alone has always been a day of UTC, unless a zone is named
            return at(date, yearFirst, zone == null && yearFirst.group("hour") == null ? ZoneOffset.UTC : zone);
        }
        var yearLast = YEAR_LAST.matcher(text);
        if (yearLast.matches()) {
            return at(dayAndMonth(yearLast), yearLast, zone);
        }
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static Instant sinceEpoch(Matcher epoch) throws Unreadable {
        long number = Long.parseLong(epoch.group(1));
        boolean millis = epoch.group(1).length() == 13;
        long seconds = millis ? number / 1000 : number;
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            throw new Unreadable(Flaw.UNREADABLE);
        }
        return millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number, nanos(epoch.group(2)));
    }

    /** With points between them the day stands first everywhere; else one of them has to be no month. */
    private static LocalDate dayAndMonth(Matcher text) throws Unreadable {
        int a = number(text, "a");
        int b = number(text, "b");
        if (text.group("mark").equals(".") || a > 12 || a == b) {
            return date(text, b, a);
        } else if (b > 12) {
            return date(text, a, b);
        }
        throw new Unreadable(Flaw.DAY_OR_MONTH);
    }

    private static LocalDate date(Matcher text, int month, int day) {
        return LocalDate.of(number(text, "year"), month, day);
    }

    private Instant at(LocalDate date, Matcher text, ZoneId otherwise) throws Unreadable {
        if (text.group("hour") == null && otherwise != null) {
            return date.atStartOfDay(otherwise).toInstant();
        }
        var named = text.group("zone");
        var in = named == null ? otherwise : zone(named);
        if (in == null) {
            throw new Unreadable(Flaw.ZONELESS);
        }
        var time = date.atTime(timeOfDay(text));
        if (in.getRules().getValidOffsets(time).size() != 1) {
            throw new Unreadable(Flaw.TWICE_OR_NEVER);
        }
        return time.atZone(in).toInstant();
    }

    private static LocalTime timeOfDay(Matcher text) {
        int hour = number(text, "hour");
        var half = text.group("half");
        if (half != null && (hour < 1 || hour > 12)) {
            throw new DateTimeException("no hour of half a day");
        }
        int hours = half == null ? hour : hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        int seconds = text.group("second") == null ? 0 : number(text, "second");
        return LocalTime.of(hours, number(text, "minute"), seconds, nanos(text.group("fraction")));
    }

    private static ZoneId zone(String named) {
        if (named.contains("/")) {
            return ZoneId.of(named);
        }
        var offset = named.toUpperCase(Locale.ROOT).replaceFirst("^(?:UTC|GMT)(?=[+-])", "");
        return ZoneId.of(offset.replaceFirst("^([+-])(\\d)(?=$|:)", "$10$2"));
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static int number(Matcher text, String group) {
        return Integer.parseInt(text.group(group));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
