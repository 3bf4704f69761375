package org.reprise.delivery;

/**
 * How fast one session hands messages over, shared by all of its campaigns. Times are {@link System#nanoTime} values,
 * given by the caller.
 *
 * <p>A permit is a place in a queue: {@link #reserve} says from when on it may be used. Each run holds at most one, so
 * runs of a session take turns. Safe for many threads.
 */
public final class RateLimit {
    private final long interval;
    private long next;
    private long pausedUntil;
    private String pausedFor;

    /** @param perSecond permits a second; 0: as many as are asked for */
    public RateLimit(double perSecond, long now) {
        this.interval = perSecond <= 0 ? 0 : (long) (1_000_000_000L / perSecond);
        this.next = now;
        this.pausedUntil = now;
    }

    /**
     * The next free permit's time, never before {@code now}. A permit that is not used is lost. Time that passed unused
     * is lost as well, so there are no bursts.
     */
    public synchronized long reserve(long now) {
        long permit = next - now > 0 ? next : now;
        next = permit + interval;
        return permit;
    }

    /** Nobody hands anything over before {@code until}; of several pauses the longest holds. */
    public synchronized void pause(long until, String cause) {
        if (until - pausedUntil > 0) {
            pausedUntil = until;
            pausedFor = cause;
        }
    }

    /** Until when the session pauses; not after {@code now} when it does not. */
    public synchronized long pausedUntil() {
        return pausedUntil;
    }

    /** Why it pauses, or paused last; null when it never did. */
    public synchronized String pausedFor() {
        return pausedFor;
    }
}
