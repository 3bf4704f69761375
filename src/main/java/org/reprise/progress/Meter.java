package org.reprise.progress;

import java.time.Instant;
import java.util.Arrays;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.run.RunWaiting;

/** One campaign's counts, and how many came in each of the last sixty seconds. */
final class Meter {
    private static final int SECONDS = 60;
    /** After so long without an outcome the measurement begins anew: the run stopped, or waited. */
    private static final int GAP_SECONDS = 10;
    /** Less says nothing of a rate. */
    private static final int ENOUGH_SECONDS = 10;

    private static final int ENOUGH_OUTCOMES = 5;

    private final int[] outcomes = new int[SECONDS];

    /** Null before the first news. */
    private Tally tally;

    private Long lastRecipient;
    private RunWaiting waiting;
    private long firstSecond;
    private long newestSecond;
    private long newestOutcome;

    synchronized boolean hasCounts() {
        return tally != null;
    }

    synchronized void record(DeliveriesRecorded event, Instant now) {
        count(event.tally(), now);
        lastRecipient = event.lastRecipient();
    }

    /** Commits may be told out of order: an older tally never replaces a newer one. */
    synchronized void count(Tally newer, Instant now) {
        if (tally != null && newer.version() < tally.version()) {
            return;
        }
        long more = tally == null ? 0 : newer.processed() - tally.processed();
        if (more > 0) {
            advanceTo(now.getEpochSecond());
            if (newestSecond - newestOutcome > GAP_SECONDS) {
                Arrays.fill(outcomes, 0);
                firstSecond = newestSecond;
            }
            newestOutcome = newestSecond;
            outcomes[(int) (newestSecond % SECONDS)] += (int) more;
        }
        tally = newer;
    }

    synchronized void waitingChanged(RunWaiting event) {
        waiting = event.cause() == null ? null : event;
    }

    Progress progress(Instant now) {
        return progress(null, now);
    }

    /** @param known counts that hold while it has none of its own */
    synchronized Progress progress(Tally known, Instant now) {
        advanceTo(now.getEpochSecond());
        long age = Math.max(1, Math.min(SECONDS, newestSecond - firstSecond + 1));
        long recent = Arrays.stream(outcomes).sum();
        return new Progress(
                tally != null ? tally : known == null ? Tally.NOTHING : known,
                recent * 60.0 / age,
                age >= ENOUGH_SECONDS && recent >= ENOUGH_OUTCOMES,
                lastRecipient,
                waiting == null ? null : waiting.cause(),
                waiting == null ? null : waiting.until(),
                waiting == null ? null : waiting.since());
    }

    /** After a clock was turned, forth or back, the minute begins anew: what was counted says nothing of this time. */
    private void advanceTo(long second) {
        if (Math.abs(second - newestSecond) >= SECONDS) {
            Arrays.fill(outcomes, 0);
            firstSecond = second;
            newestSecond = second;
            newestOutcome = Math.min(newestOutcome, second);
        }
        while (newestSecond < second) {
            newestSecond++;
            outcomes[(int) (newestSecond % SECONDS)] = 0;
        }
    }
}
