package org.reprise.delivery.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.session.Pacing;
import org.reprise.telegram.WaitCause;

/**
 * Tells what a run waits for, once for each cause and end, when it is long enough to wonder about: a single wait, or
 * many short ones between which no message got through.
 */
final class WaitingNotice {
    private static final Logger LOG = Logger.getLogger(WaitingNotice.class.getName());
    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(2);
    private static final Duration SAME_END = Duration.ofSeconds(1);

    /** The log says of one and the same trouble no more than that. */
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(3);

    private final long campaignId;
    private final Consumer<Object> tell;
    private final TimeSource time;
    private WaitCause trouble;
    private long troubleSince;
    private RunWaiting told;
    private Instant lastLine;
    private int waitsSinceLine;

    WaitingNotice(long campaignId, Consumer<Object> tell, TimeSource time) {
        this.campaignId = campaignId;
        this.tell = tell;
        this.time = time;
    }

    /** A message was put off. Until one gets through, that is what the run waits for, whatever is between its tries. */
    void putOff(WaitCause cause, long now) {
        troubleSince = trouble == null ? now : troubleSince;
        trouble = cause;
    }

    /** Before the next message is tried. */
    void waitsToTry(Pacing.Wait wait, long now) {
        long left = wait.until() - now;
        if (wait.since() != null) {
            // an outage: until its end, every wait is for that
            trouble = wait.cause();
            troubleSince = wait.since();
        }
        if (wait.since() != null && left >= WORTH_TELLING) {
            tell(trouble, in(left), in(troubleSince - now));
        } else if (trouble == null || now - troubleSince < WORTH_TELLING) {
            waitsFor(wait.cause(), left);
        } else {
            tell(trouble, left < WORTH_TELLING ? null : in(left), in(troubleSince - now));
        }
    }

    /** @param nanos how long at least */
    void waitsFor(WaitCause cause, long nanos) {
        if (nanos >= WORTH_TELLING) {
            tell(cause, in(nanos), null);
        }
    }

    private Instant in(long nanos) {
        return time.now().plusNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param end null: it is tried again and again, and nobody knows when that helps */
    private void tell(WaitCause cause, Instant end, Instant since) {
        if (told == null || cause != told.cause() || isNews(end)) {
            boolean another = told == null || cause != told.cause();
            told = new RunWaiting(campaignId, cause, end, another || told.since() == null ? since : told.since());
            log(another);
            tell.accept(told);
        }
    }

    private void log(boolean another) {
        var now = time.now();
        boolean due = another
                || lastLine == null
                || Duration.between(lastLine, now).abs().compareTo(BETWEEN_LINES) >= 0;
        waitsSinceLine++;
        int waits = waitsSinceLine;
        // that the database is in trouble is said once for everybody
        boolean said = told.cause() == WaitCause.DATABASE;
        LOG.log(
                due && !said ? Level.INFO : Level.FINE,
                () -> "campaign " + campaignId + " waits"
                        + (told.until() == null ? ": " : " until " + told.until() + ": ") + told.cause()
                        + (waits > 1 ? ", for the " + waits + "th time since it was last said" : ""));
        if (due) {
            lastLine = now;
            waitsSinceLine = 0;
        }
    }

    /** An end that came nearer is news as well: somebody turned the clock back. */
    private boolean isNews(Instant end) {
        var before = told.until();
        return end != null
                && (before == null || Duration.between(before, end).abs().compareTo(SAME_END) > 0);
    }

    /** A message got through. */
    void goesOn() {
        trouble = null;
        if (told != null) {
            told = null;
            tell.accept(new RunWaiting(campaignId, null, null, null));
        }
    }
}
