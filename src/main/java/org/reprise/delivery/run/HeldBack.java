package org.reprise.delivery.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.reprise.TimeSource;
import org.reprise.access.FrequencyCap;

/** Whom the account's cap held back in a round, and when it is worth to ask for them again. Of the run's thread. */
final class HeldBack {
    /**
     * A message that counted may have failed, a campaign that had claimed them may have been stopped, and who changed
     * the cap may have had no database to tell the runs of it.
     */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** A round reads every contact: the run rests for so many times as long. */
    private static final int REST = 20;

    private static final long LEAST_REST = TimeUnit.SECONDS.toNanos(1);

    private final TimeSource time;
    private final long began;
    private int people;
    private FrequencyCap cap;
    private Instant until = Instant.MAX;
    private long lookAgainAt;
    /** When somebody was held back first, in whatever round; null: nobody was. */
    private Long since;

    /** Of a first round, which begins now. */
    HeldBack(TimeSource time) {
        this.time = time;
        this.began = time.nanos();
    }

    /** Of another round, which begins now. */
    HeldBack again() {
        var next = new HeldBack(time);
        next.since = since;
        return next;
    }

    /** @param held from when on each of them may get the next message */
    void add(FrequencyCap by, Map<Long, Instant> held) {
        if (!held.isEmpty()) {
            people += held.size();
            cap = by;
            var earliest = Collections.min(held.values());
            until = earliest.isBefore(until) ? earliest : until;
            long now = time.nanos();
            long rest = Math.max(LEAST_REST, (now - began) * REST);
            since = since == null ? (Long) now : since;
            lookAgainAt = now + Math.max(rest, Math.min(LOOK_AGAIN.toNanos(), nanosToFree()));
        }
    }

    int people() {
        return people;
    }

    boolean isNobody() {
        return people == 0;
    }

    /** Null when it is nobody. */
    FrequencyCap cap() {
        return cap;
    }

    /** How long until the first of them may get the next message; not below zero. */
    long nanosToFree() {
        var left = Duration.between(time.now(), until);
        return left.isNegative() ? 0 : left.toNanos();
    }

    /**
     * Whether that goes on for as long as the cap looks back: others write to them whenever they may be written to. Of
     * somebody, not nobody.
     */
    boolean isLong() {
        return time.nanos() - since >= cap.window().toNanos();
    }

    /** How long until another round is worth it; below zero when it is due. */
    long nanosToRound() {
        return lookAgainAt - time.nanos();
    }
}
