package org.reprise.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Tells what a run waits for, once for each cause and end, when it is long enough to wonder about: a single wait, or
 * many short ones between which no message got through.
 */
final class WaitingNotice {
    private static final Logger LOG = Logger.getLogger(WaitingNotice.class.getName());
    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(2);
    private static final Duration SAME_END = Duration.ofSeconds(1);

    private final long campaignId;
    private final Consumer<Object> tell;
    private final Clock clock;
    private String trouble;
    private long troubleSince;
    private String told;
    private Instant toldEnd;

    WaitingNotice(long campaignId, Consumer<Object> tell, Clock clock) {
        this.campaignId = campaignId;
        this.tell = tell;
        this.clock = clock;
    }

    /** A message was put off. Until one gets through, that is what the run waits for, whatever is between its tries. */
    void putOff(String cause, long now) {
        troubleSince = trouble == null ? now : troubleSince;
        trouble = cause;
    }

    /**
     * Before the next message is tried.
     *
     * @param nanos how long at least
     */
    void waitsToTry(String cause, long now, long nanos) {
        if (trouble == null || now - troubleSince < WORTH_TELLING) {
            waitsFor(cause, nanos);
        } else if (nanos < WORTH_TELLING) {
            tell(trouble, null);
        } else {
            tell(trouble, end(nanos));
        }
    }

    /** @param nanos how long at least */
    void waitsFor(String cause, long nanos) {
        if (nanos >= WORTH_TELLING) {
            tell(cause, end(nanos));
        }
    }

    private Instant end(long nanos) {
        return clock.instant().plusNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param end null: it is tried again and again, and nobody knows when that helps */
    private void tell(String cause, Instant end) {
        if (!cause.equals(told) || isNews(end)) {
            told = cause;
            toldEnd = end;
            LOG.info(() -> "campaign " + campaignId + " waits" + (end == null ? ": " : " until " + end + ": ") + cause);
            tell.accept(new RunWaiting(campaignId, cause, end));
        }
    }

    /** An end that came nearer is news as well: somebody turned the clock back. */
    private boolean isNews(Instant end) {
        return end != null
                && (toldEnd == null || Duration.between(toldEnd, end).abs().compareTo(SAME_END) > 0);
    }

    /** A message got through. */
    void goesOn() {
        trouble = null;
        if (told != null) {
            told = null;
            tell.accept(new RunWaiting(campaignId, null, null));
        }
    }
}
