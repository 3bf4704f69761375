package org.reprise.telegram;

import java.time.Duration;
import java.time.Instant;

/**
 * A session hands nothing over until then, whatever happens to this process meanwhile.
 *
 * @param from when it began
 * @param until its earliest end
 */
public record SessionPause(WaitCause cause, Instant from, Instant until) {

    /** What is left of it. A clock that was set back lengthens no pause. */
    public Duration left(Instant now) {
        var left = Duration.between(now, until);
        var whole = Duration.between(from, until);
        return left.isNegative() ? Duration.ZERO : left.compareTo(whole) > 0 ? whole : left;
    }
}
