package org.reprise.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.reprise.telegram.WaitCause;

/**
 * How fast one session hands messages over, shared by all of its campaigns. Times are
 * {@link org.reprise.TimeSource#nanos} values, given by the caller.
 *
 * <p>A permit is a place in a queue: {@link #reserve} says from when on it may be used. Each run holds at most one, so
 * runs of a session take turns. After a pause the session begins at half its speed, and is back at the whole of it
 * after as long as it had paused. Safe for many threads.
 */
final class RateLimit {
    /** Telegram's limit is a second; messages do not travel equally fast. */
    static final long CHAT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(1_050);

    /**
     * So much unused time is made up for. A run that commits hands nothing over meanwhile: without this it would lose a
     * third of its permits to a slow disk. So a second may hold the rate, as much of it as passes in this time, and one
     * message more: {@link org.reprise.telegram.Session#fastest} leaves room for that below what Telegram allows.
     */
    private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(25);

    private static final double SLOWEST_SHARE = 1.0 / 8;

    private double perSecond;
    private long next;
    private long pausedUntil;
    private WaitCause pausedFor;
    private Object last;
    private long shared;
    private double shareAfterPause = 1;
    private long recovery;
    private final Map<Long, Stay> chats = new HashMap<>();
    private final Queue<Stay> recent = new ArrayDeque<>();

    /** @param perSecond permits a second; 0: as many as are asked for */
    RateLimit(double perSecond, long now) {
        this.perSecond = perSecond;
        this.next = now;
        this.pausedUntil = now;
        this.shared = now;
    }

    /** Holds for the permits from now on. */
    synchronized void change(double newPerSecond) {
        perSecond = newPerSecond;
    }

    /**
     * The next free permit's time. A permit that is not used is lost. Time that passed unused is lost as well, but for
     * a moment, by which a permit may lie before {@code now}; where permits are further apart than that, they stay so.
     */
    long reserve(long now) {
        return reserve(now, null);
    }

    /** @param by whoever sends on: see {@link #slack} */
    synchronized long reserve(long now, Object by) {
        shared = by == last ? shared : now;
        last = by;
        long interval = interval(next - now > 0 ? next : now);
        long earliest = now - Math.max(0, CATCH_UP - interval);
        long permit = next - earliest > 0 ? next : earliest;
        next = permit + interval;
        return permit;
    }

    /** Whether the next free permit's time is no later than that; reserved and not used, it would be lost to others. */
    synchronized boolean hasPermitBy(long latest) {
        return next - latest <= 0;
    }

    /**
     * So much later than its time a permit can be used without losing those after it, be the machine a little late. 0
     * while several reserve: whoever slept longer would find the permits of the others gone.
     */
    synchronized long slack(long now) {
        return now - shared > CATCH_UP ? Math.max(0, CATCH_UP - interval(now)) / 2 : 0;
    }

    private long interval(long at) {
        return perSecond <= 0 ? 0 : (long) (1e9 / (perSecond * share(at)));
    }

    /**
     * Whether a permit is good no more: the session paused since, or its time is over. Else, at the end of a pause or
     * of a database's outage, all runs of the session would use theirs at once.
     */
    synchronized boolean isOver(long permit, long now) {
        return permit - pausedUntil < 0 || now - permit > Math.max(CATCH_UP, interval(now));
    }

    private double share(long at) {
        long since = at - pausedUntil;
        return since >= recovery ? 1 : shareAfterPause + (1 - shareAfterPause) * Math.max(0, since) / recovery;
    }

    /** Nobody hands anything over for so long; of several pauses the one that ends last holds. */
    synchronized void pause(long now, Duration pause, WaitCause cause) {
        long until = now + pause.toNanos();
        if (until - pausedUntil <= 0) {
            return;
        }
        if (pausedUntil - now <= 0) {
            // the answers to all that was on its way tell of one and the same pause: it halves the speed once
            shareAfterPause = Math.max(SLOWEST_SHARE, share(now) / 2);
        }
        pausedUntil = until;
        pausedFor = cause;
        recovery = pause.toNanos();
        next = next - until > 0 ? next : until;
    }

    /** It was out of service until now, and comes back to its speed within so many nanoseconds. */
    synchronized void recover(long now, long nanos) {
        shareAfterPause = SLOWEST_SHARE;
        pausedUntil = now - pausedUntil > 0 ? now : pausedUntil;
        recovery = nanos;
        next = next - now > 0 ? next : now;
    }

    /** Until when the session pauses; not after {@code now} when it does not. */
    synchronized long pausedUntil() {
        return pausedUntil;
    }

    /** Why it pauses, or paused last; null when it never did. */
    synchronized WaitCause pausedFor() {
        return pausedFor;
    }

    /**
     * Takes the chat with that user: until it is left, and for a second from now, nobody else of the session writes to
     * it.
     *
     * @return false when somebody has it, or had it less than a second ago
     */
    synchronized boolean enterChat(long user, long now) {
        forgetThoseWhoLeft(now);
        var stay = new Stay(user, now);
        if (chats.putIfAbsent(user, stay) != null) {
            return false;
        }
        recent.add(stay);
        return true;
    }

    /** Telegram answered, or nothing was handed over after all. */
    synchronized void leaveChat(long user, long now) {
        var stay = chats.get(user);
        if (stay != null && now - stay.since >= CHAT_INTERVAL) {
            chats.remove(user);
        } else if (stay != null) {
            stay.left = true;
        }
    }

    /** Who stays longer than a second leaves by {@link #leaveChat}. */
    private void forgetThoseWhoLeft(long now) {
        while (!recent.isEmpty() && now - recent.peek().since >= CHAT_INTERVAL) {
            var stay = recent.remove();
            if (stay.left) {
                chats.remove(stay.user);
            }
        }
    }

    private static final class Stay {
        private final long user;
        private final long since;
        private boolean left;

        Stay(long user, long since) {
            this.user = user;
            this.since = since;
        }
    }
}
