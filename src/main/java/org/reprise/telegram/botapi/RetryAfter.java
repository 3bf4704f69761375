package org.reprise.telegram.botapi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.reprise.telegram.ErrorWords;

/** The header by which a server asks for a pause, in seconds or as a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    /**
     * @param now for a server that does not tell its own time
     * @return null when there is none, or none that can be read
     */
    static Duration of(HttpResponse answer, Instant now) {
        var header = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return null;
        }
        var value = header.getValue().strip();
        return ErrorWords.seconds(value).orElseGet(() -> until(value, answer, now));
    }

    /** By the server's own clock where it tells that: ours may differ. */
    private static Duration until(String date, HttpResponse answer, Instant now) {
        try {
            var sent = answer.getFirstHeader(HttpHeaders.DATE);
            var pause = Duration.between(sent == null ? now : instant(sent.getValue()), instant(date));
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant instant(String date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    }
}
