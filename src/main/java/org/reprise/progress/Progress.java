package org.reprise.progress;

import java.time.Instant;
import org.reprise.delivery.Tally;
import org.reprise.telegram.WaitCause;

/**
 * How far a campaign is.
 *
 * @param ratePerMinute messages with an outcome in the last minute, extrapolated while the run is younger
 * @param lastRecipient user id of the newest outcome, or null
 * @param waitingFor why nothing goes out, or null
 * @param waitingUntil the earliest end of that, or null
 * @param waitingSince when that trouble began, or null
 */
public record Progress(
        Tally tally,
        double ratePerMinute,
        Long lastRecipient,
        WaitCause waitingFor,
        Instant waitingUntil,
        Instant waitingSince) {

    /** 0 to 100. */
    public double percentOf(long total) {
        return total == 0 ? 0 : Math.min(100, 100.0 * tally.processed() / total);
    }

    /** Of those with an outcome, 0 to 100; 0 while there is none. */
    public double successPercent() {
        return tally.processed() == 0 ? 0 : 100.0 * tally.sent() / tally.processed();
    }

    /** When it will be done at the present rate; null when that cannot be said. */
    public Instant eta(long total, Instant now) {
        long left = total - tally.processed();
        return ratePerMinute <= 0 || left <= 0 ? null : now.plusMillis((long) (left / ratePerMinute * 60_000));
    }
}
