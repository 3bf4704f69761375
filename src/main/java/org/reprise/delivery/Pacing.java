package org.reprise.delivery;

import java.util.Optional;
import org.reprise.telegram.WaitCause;

/** When the next message of a run may leave: the campaign's own pace, and the session's lane. */
final class Pacing {
    private final SessionLane lane;
    private final RateLimit limit;
    private long nextByPace;
    private WaitCause paceCause = WaitCause.PACE;
    private Long permit;
    private long slack;

    /**
     * @param until a {@link System#nanoTime}
     * @param since when the trouble began; null: it is none
     */
    record Wait(WaitCause cause, long until, Long since) {}

    Pacing(SessionLane lane, long now) {
        this.lane = lane;
        this.limit = lane.limit();
        this.nextByPace = now;
    }

    SessionLane lane() {
        return lane;
    }

    /**
     * What there is to wait for; empty: it may leave now. A permit is asked for once the pace allows, and kept as long
     * as it is good.
     */
    Optional<Wait> next(long now) {
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
    void putOff(long until) {
        permit = until;
    }

    /** The campaign itself waits, and no other of its session. */
    void putOff(WaitCause cause, long until) {
        permit = null;
        paceCause = cause;
        nextByPace = until;
    }

    /** Whether it does. */
    boolean isPutOff(long now) {
        return paceCause != WaitCause.PACE && nextByPace - now > 0;
    }

    void handedOver(RunPlan plan, long now) {
        permit = null;
        paceCause = WaitCause.PACE;
        nextByPace = now + plan.pace().toNanos();
    }

    /** The whole session pauses. */
    void pause(RetryPolicy.Next.PauseThenAgain again, long now) {
        lane.pause(again.pause(), again.cause(), now);
    }

    boolean pauses(long now) {
        return limit.pausedUntil() - now > 0;
    }
}
