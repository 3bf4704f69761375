package org.reprise.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in answers. */
final class Times {
    private Times() {}

    /** Of an estimate: fractions of a second would claim too much. */
    static Instant wholeSeconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
