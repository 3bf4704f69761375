package org.reprise.progress;

import java.time.Duration;
import java.time.Instant;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.WaitCause;

/**
 * How far a campaign is.
 *
 * @param ratePerMinute messages with an outcome in the last minute, extrapolated while the run is younger
 * @param isMeasured whether there were enough of them to say so; until then the pace that is set is nearer the truth
 * @param lastRecipient user id of the newest outcome, or null
 * @param waitingFor why nothing goes out, or null
 * @param waitingUntil the earliest end of that, or null
 * @param waitingSince when that trouble began, or null
 */
public record Progress(
        Tally tally,
        double ratePerMinute,
        boolean isMeasured,
        Long lastRecipient,
        WaitCause waitingFor,
        Instant waitingUntil,
        Instant waitingSince) {

    /**
     * With the pace that is set for the rate, while there is not enough to measure. What waits for something else than
     * its pace is not expected to send.
     *
     * @param pace least time between two messages of the campaign; zero: none
     * @param perSecond what the session may send in a second; infinite: no limit is known
     */
    public Progress expecting(Duration pace, double perSecond) {
        double most = Math.min(pace.isZero() ? Double.POSITIVE_INFINITY : 60_000.0 / pace.toMillis(), 60 * perSecond);
        boolean sends = waitingFor == null || waitingFor == WaitCause.PACE || waitingFor == WaitCause.RATE_LIMIT;
        return isMeasured || !sends || Double.isInfinite(most)
                ? this
                : new Progress(tally, most, false, lastRecipient, waitingFor, waitingUntil, waitingSince);
    }

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
