package org.reprise.campaign;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What a start would do, at the pace that is set and while nothing holds it up.
 *
 * @param people who would get the message
 * @param takes null: the pace is not limited, so that nobody can say
 */
public record Forecast(long people, Duration takes) implements Serializable {

    /**
     * @param pace least time between two messages; zero: none
     * @param perSecond what the sender may send in a second; infinite: no limit is known
     */
    public static Forecast of(long people, Duration pace, double perSecond) {
        double seconds = Math.max(pace.toMillis() / 1000.0, 1 / perSecond);
        return new Forecast(people, seconds == 0 ? null : Duration.ofMillis(Math.round(people * seconds * 1000)));
    }

    /** Null when nobody can say. */
    public Instant ends(Instant start) {
        return takes == null ? null : start.plus(takes);
    }
}
