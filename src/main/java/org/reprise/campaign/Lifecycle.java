package org.reprise.campaign;

import java.time.Instant;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.run.RunOutcome;

/**
 * Where a campaign stands in its life, and how it came there. Immutable; a step that no campaign takes is an
 * {@link IllegalStateException}.
 *
 * @param run number of the newest run, 0 before the first
 * @param end why it failed or was stopped by Reprise itself, or null
 */
public record Lifecycle(CampaignStatus status, int run, EndCause end, Times times) {

    /**
     * @param updatedAt when its settings were changed last, or null
     * @param startedAt when it was started first, or null
     * @param completedAt when it completed or failed, or when Reprise stopped it; null while it runs
     * @param archivedAt when an operator put it out of sight, or null; a running campaign is never out of sight
     */
    public record Times(
            Instant createdAt, Instant updatedAt, Instant startedAt, Instant completedAt, Instant archivedAt) {

        private Times updated(Instant at) {
            return new Times(createdAt, at, startedAt, completedAt, archivedAt);
        }

        private Times started(Instant at) {
            return new Times(createdAt, updatedAt, startedAt == null ? at : startedAt, null, null);
        }

        private Times completed(Instant at) {
            return new Times(createdAt, updatedAt, startedAt, at, archivedAt);
        }

        private Times archived(Instant at) {
            return new Times(createdAt, updatedAt, startedAt, completedAt, at);
        }
    }

    Lifecycle started(Instant at) {
        return to(CampaignStatus.RUNNING, run + 1, null, times.started(at));
    }

    Lifecycle stopped() {
        return to(CampaignStatus.STOPPED, run, null, times.completed(null));
    }

    Lifecycle completed(Instant at) {
        return to(CampaignStatus.COMPLETED, run, null, times.completed(at));
    }

    Lifecycle ended(RunOutcome outcome, EndCause why, Instant at) {
        return to(status(outcome), run, why, times.completed(at));
    }

    private static CampaignStatus status(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> CampaignStatus.COMPLETED;
            case STOPPED -> CampaignStatus.STOPPED;
            case FAILED -> CampaignStatus.FAILED;
        };
    }

    private Lifecycle to(CampaignStatus next, int nextRun, EndCause why, Times then) {
        boolean stoppedByHandAfterAll = lostItsSession() && next == CampaignStatus.STOPPED;
        if (!stoppedByHandAfterAll && !status.successors().contains(next)) {
            throw new IllegalStateException("no campaign goes from " + status + " to " + next);
        }
        return new Lifecycle(next, nextRun, why, then);
    }

    /** @param otherSession a campaign waits for no other session than the one it lost */
    Lifecycle edited(boolean otherSession, Instant at) {
        var why = otherSession && lostItsSession() ? null : end;
        return new Lifecycle(status, run, why, times.updated(at));
    }

    /**
     * It does not wait for its session any more.
     *
     * @param at null: it is in sight again
     */
    Lifecycle archived(Instant at) {
        return new Lifecycle(status, run, lostItsSession() ? null : end, times.archived(at));
    }

    /** Whether nobody but Reprise stopped it, for want of a session that can send. */
    boolean lostItsSession() {
        return status == CampaignStatus.STOPPED
                && times.archivedAt == null
                && end != null
                && end.kind() == EndCause.Kind.SESSION_LOST;
    }

    boolean hasEnded() {
        return status == CampaignStatus.COMPLETED || status == CampaignStatus.FAILED;
    }
}
