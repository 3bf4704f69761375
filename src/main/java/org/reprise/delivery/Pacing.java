package org.reprise.delivery;

import java.util.Optional;

/** When the next message of a run may leave: the campaign's own pace, the session's permit, the session's pause. */
final class Pacing {
    private final RateLimit limit;
    private long nextByPace;
    private Long permit;
    private long slack;

    /** @param until a {@link System#nanoTime} */
    record Wait(String cause, long until) {}

    Pacing(RateLimit limit, long now) {
        this.limit = limit;
        this.nextByPace = now;
    }

    /**
     * What there is to wait for; empty: it may leave now. A permit is asked for once the pace allows, and kept as long
     * as it is good.
     */
    Optional<Wait> next(long now) {
        if (permit != null && limit.isOver(permit, now)) {
            permit = null;
        }
        if (pauses(now)) {
            return Optional.of(new Wait(limit.pausedFor(), limit.pausedUntil()));
        }
        if (permit == null && nextByPace - now > 0) {
            return Optional.of(new Wait("pace", nextByPace));
        }
        if (permit == null) {
            reserve(now);
        }
        return permit - now > 0 ? Optional.of(new Wait("rate limit", permit + slack)) : Optional.empty();
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

    void handedOver(RunPlan plan, long now) {
        permit = null;
        nextByPace = now + plan.pace().toNanos();
    }

    /** @return false when something else of the session is on its way to that chat, or was within the last second */
    boolean enterChat(long user, long now) {
        return limit.enterChat(user, now);
    }

    void leaveChat(long user) {
        limit.leaveChat(user, System.nanoTime());
    }

    /** The whole session pauses. */
    void pause(RetryPolicy.Next.PauseThenAgain again, long now) {
        limit.pause(now, again.pause(), again.cause());
    }

    boolean pauses(long now) {
        return limit.pausedUntil() - now > 0;
    }
}
