package org.reprise.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Tells what a run waits for, once for each cause and end, when the wait is long enough to wonder about. */
final class WaitingNotice {
    private static final Logger LOG = Logger.getLogger(WaitingNotice.class.getName());
    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(2);
    private static final Duration SAME_END = Duration.ofSeconds(1);

    private final long campaignId;
    private final Consumer<Object> tell;
    private final Clock clock;
    private String told;
    private Instant toldEnd = Instant.MIN;

    WaitingNotice(long campaignId, Consumer<Object> tell, Clock clock) {
        this.campaignId = campaignId;
        this.tell = tell;
        this.clock = clock;
    }

    /** @param nanos how long at least */
    void waitsFor(String cause, long nanos) {
        var end = clock.instant().plusNanos(nanos);
        // an end that came nearer is news as well: somebody turned the clock back
        boolean news =
                !cause.equals(told) || Duration.between(toldEnd, end).abs().compareTo(SAME_END) > 0;
        if (nanos >= WORTH_TELLING && news) {
            told = cause;
            toldEnd = end;
            LOG.info(() -> "campaign " + campaignId + " waits until " + end + ": " + cause);
            tell.accept(new RunWaiting(campaignId, cause, end));
        }
    }

    void goesOn() {
        if (told != null) {
            told = null;
            tell.accept(new RunWaiting(campaignId, null, null));
        }
    }
}
