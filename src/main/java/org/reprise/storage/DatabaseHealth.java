package org.reprise.storage;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;

/**
 * Whether the database works, as the newest of everybody's statements tell. The log has a line when a trouble begins,
 * when it becomes another one, and when it is over. Safe for many threads.
 */
public final class DatabaseHealth {
    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class.getName());

    /**
     * A full disk may have room for a small write, so one that goes well does not say that it is over. Runs try again
     * within half a minute; when nobody met it for longer, it is.
     */
    private static final long FULL_LASTS = TimeUnit.SECONDS.toNanos(35);

    private final TimeSource time;
    private volatile State state;

    /** When the last trouble was over. */
    private volatile long overAt;

    /**
     * @param trouble null: none
     * @param met when somebody's own work met it last; 0: only a probe did
     * @param wrote when something was committed last
     */
    private record State(DatabaseTrouble trouble, long since, long met, long wrote) {}

    DatabaseHealth(TimeSource time) {
        this.time = time;
        long now = time.nanos();
        this.state = new State(null, now, 0, now);
        this.overAt = now;
    }

    /** What is wrong, as far as is known; empty: nothing. */
    public Optional<DatabaseTrouble> trouble() {
        return Optional.ofNullable(state.trouble);
    }

    /** Nanoseconds since something was committed. */
    long sinceWrite() {
        return time.nanos() - state.wrote;
    }

    /**
     * Reads end no trouble that leaves them alone.
     *
     * @param asked when it was begun: what was under way as the trouble came says nothing of its end
     */
    void read(long asked) {
        var known = state;
        if (known.trouble != null && !known.trouble.leavesReads() && asked - known.since >= 0) {
            change(null, 0, known.wrote);
        }
    }

    /** @param asked as above */
    void wrote(long asked) {
        long now = time.nanos();
        if (state.trouble == null) {
            // the usual case, many times a second, without a lock: at worst a trouble told this moment is told again
            state = new State(null, now, 0, now);
        } else if (isStillFull(now)) {
            state = new State(DatabaseTrouble.FULL, state.since, state.met, now);
        } else if (asked - state.since >= 0) {
            change(null, 0, now);
        }
    }

    private boolean isStillFull(long now) {
        var known = state;
        return known.trouble == DatabaseTrouble.FULL && known.met != 0 && now - known.met < FULL_LASTS;
    }

    /**
     * @param asked when the statement was begun: a connection that it waited for in vain tells nothing of the time
     *     since, and the pool gives up on each of many threads half a minute later
     */
    void failed(DatabaseTrouble trouble, String words, long asked) {
        boolean isOver = state.trouble == null && trouble.keepsConnectionsAway() && asked - overAt < 0;
        if (!isOver) {
            tell(trouble, words, time.nanos());
        }
    }

    /** A write of no consequence went well. */
    void probed() {
        var known = state;
        if (known.trouble != null && !isStillFull(time.nanos())) {
            change(null, 0, known.wrote);
        }
    }

    void probeFailed(DatabaseTrouble trouble, String words) {
        tell(trouble, words, state.met);
    }

    private void tell(DatabaseTrouble trouble, String words, long met) {
        if (trouble.concernsEverybody() && change(trouble, met, state.wrote)) {
            LOG.log(Level.WARNING, () -> trouble.words() + " It says: " + words);
        }
    }

    /** @return whether it is news */
    private synchronized boolean change(DatabaseTrouble trouble, long met, long wrote) {
        var before = state;
        long now = time.nanos();
        boolean news = trouble != before.trouble;
        state = new State(trouble, before.trouble == null ? now : before.since, met, wrote);
        if (trouble == null && news) {
            overAt = now;
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - before.since);
            LOG.info(() -> "The database works again, after " + seconds + " s");
        }
        return news;
    }
}
