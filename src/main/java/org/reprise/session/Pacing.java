package org.reprise.session;

import java.time.Duration;
import java.util.Optional;
import org.reprise.telegram.WaitCause;

/** When the next message of a run may leave: the campaign's own pace, and the session's lane. */
public final class Pacing {
    private final SessionLane lane;
    private final RateLimit limit;
    private final ConnectionTurns.Turn turn;
    private long nextByPace;
    private WaitCause paceCause = WaitCause.PACE;
    private Long permit;
    private long slack;

    /**
     * @param until a {@link org.reprise.TimeSource#nanos}
     * @param since when the trouble began; null: it is none
     */
    public record Wait(WaitCause cause, long until, Long since) {}

    /** @param whenGranted called on any thread when a connection is free that was waited for */
    public Pacing(SessionLane lane, long now, Runnable whenGranted) {
        this.lane = lane;
        this.turn = lane.connections().turn(whenGranted);
        this.limit = lane.limit();
        this.nextByPace = now;
    }

    public SessionLane lane() {
        return lane;
    }

    /**
     * What there is to wait for; empty: it may leave now. A permit is asked for once the pace allows, and kept as long
     * as it is good.
     */
    public Optional<Wait> next(long now) {
        if (permit != null && limit.isOver(permit, now)) {
            permit = null;
        }
        var hold = lane.hold(now);
        if (hold.isPresent()) {
            return hold.map(it -> new Wait(it.cause(), it.until(), it.since()));
        }
        if (permit == null && nextByPace - now > 0) {
            return Optional.of(new Wait(paceCause, nextByPace, null));
        }
        if (permit == null) {
            reserve(now);
        }
        return permit - now > 0 ? Optional.of(new Wait(WaitCause.RATE_LIMIT, permit + slack, null)) : Optional.empty();
    }

    /** Who is alone on a fast session wakes up for several permits at a time; several runs take turns one by one. */
    private void reserve(long now) {
        permit = limit.reserve(now, this);
        slack = limit.slack(now);
    }

    /** Nobody's chat is free: the permit holds for later, or waiting for a chat would use up those of other runs. */
    public void putOff(long until) {
        permit = until;
    }

    /** The campaign itself waits, and no other of its session. */
    public void putOff(WaitCause cause, long until) {
        permit = null;
        paceCause = cause;
        nextByPace = until;
    }

    /** Whether it does. */
    public boolean isPutOff(long now) {
        return paceCause != WaitCause.PACE && nextByPace - now > 0;
    }

    /** @param pace the least time to the campaign's next message */
    public void handedOver(Duration pace, long now) {
        permit = null;
        paceCause = WaitCause.PACE;
        nextByPace = now + pace.toNanos();
    }

    /** Whether there is a connection for the next message; false: it is asked for, and somebody will say when. */
    public boolean hasConnection() {
        return turn.isGranted();
    }

    /** For the next message, which is handed over now. */
    public void useConnection() {
        turn.use();
    }

    /** A message that used one has its answer. */
    public void answered() {
        turn.answered();
    }

    /** Others may have what it asked for: the run has something else to do. */
    public void leaveConnections() {
        turn.leave();
    }

    public boolean pauses(long now) {
        return limit.pausedUntil() - now > 0;
    }
}
