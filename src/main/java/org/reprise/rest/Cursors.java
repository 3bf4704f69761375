package org.reprise.rest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.BiFunction;
import org.reprise.access.Audit;
import org.reprise.access.AuditEntry;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.Campaigns;
import org.reprise.delivery.report.DeliveryLog;

/** Places in a list, as clients carry them: opaque, so that they follow {@code next_cursor} and compute nothing. */
final class Cursors {
    private Cursors() {}

    static String after(Campaign last) {
        return encode(last.times().createdAt().toEpochMilli() + "." + last.id());
    }

    static String after(AuditEntry last) {
        return encode(last.at().toEpochMilli() + "." + last.id());
    }

    static String after(long number) {
        return encode(String.valueOf(number));
    }

    static String after(DeliveryLog.Line last) {
        return encode(last.at().toEpochMilli() + "." + last.userId());
    }

    /** @param cursor null: the beginning */
    static Campaigns.Cursor campaign(String cursor) {
        return cursor == null ? Campaigns.Cursor.START : timeAndId(cursor, Campaigns.Cursor::new);
    }

    /** @param cursor null: the beginning */
    static Audit.Cursor audit(String cursor) {
        return cursor == null ? Audit.Cursor.START : timeAndId(cursor, Audit.Cursor::new);
    }

    /** @param cursor null: the beginning */
    static DeliveryLog.Place log(String cursor) {
        return cursor == null ? DeliveryLog.Place.NEWEST : timeAndId(cursor, DeliveryLog.Place::new);
    }

    private static <T> T timeAndId(String cursor, BiFunction<Instant, Long, T> place) {
        var parts = decode(cursor, "[0-9]{1,18}\\.[0-9]{1,19}").split("\\.");
        try {
            return place.apply(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
        } catch (NumberFormatException | DateTimeException e) {
            throw malformed();
        }
    }

    /** @param cursor null: the beginning */
    static long number(String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(decode(cursor, "[0-9]{1,19}"));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decode(String cursor, String form) {
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (place.matches(form)) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw malformed();
    }

    private static RequestRefused malformed() {
        return new RequestRefused(
                ProblemCode.MALFORMED_PARAMETER, "cursor is none that Reprise gave out; begin without one.");
    }
}
