package org.reprise.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.reprise.Said;
import org.reprise.audience.Targeting;
import org.reprise.delivery.Ending;
import org.reprise.delivery.RetryPolicy;
import org.reprise.delivery.Tally;
import org.reprise.message.Message;
import org.reprise.telegram.Session;

/**
 * A campaign as it was read. Changes make another one; {@link Campaigns#change} stores it.
 *
 * @param name what operators call it, up to 200 characters, or null
 * @param revision number of {@code message}, from 1
 * @param version rises with every change of settings: the ETag
 * @param changes rises with every change of settings or status
 * @param run number of the newest run, 0 before the first
 * @param limit most recipients to attempt in the campaign's life, at least 1; null: everybody
 * @param targetRecipients holds where there is no limit; null: everybody
 * @param pace least time between two of its messages
 * @param audienceSize how many contacts the targeting selected when last counted
 * @param tally of its deliveries when it was read
 * @param error why it failed or was stopped by Reprise itself, or null
 * @param archivedAt when an operator put it out of sight, or null; a running campaign is never out of sight
 */
public record Campaign(
        long id,
        long accountId,
        String name,
        Session session,
        CampaignStatus status,
        int revision,
        Message message,
        int version,
        int changes,
        int run,
        Long limit,
        Long targetRecipients,
        Duration pace,
        Targeting targeting,
        long audienceSize,
        Tally tally,
        Said error,
        Instant createdAt,
        Instant updatedAt,
        Instant startedAt,
        Instant completedAt,
        Instant archivedAt) {

    /** The most recipients it may attempt, or null. */
    public Long cap() {
        return limit != null ? limit : targetRecipients;
    }

    /** What it sets out to reach; never less than what it has reached. */
    public long totalRecipients(Tally now) {
        if (status == CampaignStatus.COMPLETED) {
            return now.processed();
        }
        long total = cap() == null ? audienceSize : Math.min(cap(), audienceSize);
        return Math.max(total, now.attempted());
    }

    public boolean isRunning() {
        return status == CampaignStatus.RUNNING;
    }

    /** Whether nobody but Reprise stopped it, for want of a session that can send. */
    boolean lostItsSession() {
        return status == CampaignStatus.STOPPED
                && archivedAt == null
                && error != null
                && error.key().equals(RetryPolicy.SESSION_LOST);
    }

    boolean hasEnded() {
        return status == CampaignStatus.COMPLETED || status == CampaignStatus.FAILED;
    }

    Campaign started(Instant at) {
        return in(CampaignStatus.RUNNING, run + 1, null, startedAt == null ? at : startedAt, null);
    }

    Campaign stopped() {
        return in(CampaignStatus.STOPPED, run, null, startedAt, null);
    }

    Campaign completed(Instant at) {
        return in(CampaignStatus.COMPLETED, run, null, startedAt, at);
    }

    Campaign ended(Ending ending, Said why, Instant at) {
        return in(CampaignStatus.valueOf(ending.name()), run, why, startedAt, at);
    }

    private Campaign in(CampaignStatus next, int nextRun, Said why, Instant started, Instant completed) {
        boolean stoppedByHandAfterAll = lostItsSession() && next == CampaignStatus.STOPPED;
        if (!stoppedByHandAfterAll && !status.successors().contains(next)) {
            throw new IllegalStateException("campaign " + id + " cannot go from " + status + " to " + next);
        }
        return new Campaign(
                id,
                accountId,
                name,
                session,
                next,
                revision,
                message,
                version,
                changes,
                nextRun,
                limit,
                targetRecipients,
                pace,
                targeting,
                audienceSize,
                tally,
                why,
                createdAt,
                updatedAt,
                started,
                completed,
                next == CampaignStatus.RUNNING ? null : archivedAt);
    }

    Campaign edited(
            long account,
            String newName,
            Session by,
            Message newMessage,
            Long newLimit,
            Long target,
            Duration newPace,
            Targeting to,
            Instant at) {
        return new Campaign(
                id,
                account,
                newName,
                by,
                status,
                newMessage.equals(message) ? revision : revision + 1,
                newMessage,
                version + 1,
                changes,
                run,
                newLimit,
                target,
                newPace,
                to,
                audienceSize,
                tally,
                // it waits for no other session than the one it lost
                lostItsSession() && by.id() != session.id() ? null : error,
                createdAt,
                at,
                startedAt,
                completedAt,
                archivedAt);
    }

    boolean sameSettingsAs(Campaign other) {
        return accountId == other.accountId
                && Objects.equals(name, other.name)
                && session.id() == other.session.id()
                && revision == other.revision
                && Objects.equals(limit, other.limit)
                && Objects.equals(targetRecipients, other.targetRecipients)
                && pace.equals(other.pace)
                && targeting.equals(other.targeting);
    }

    /** Whether they are for the same people, as far as settings say. */
    boolean sameAudienceAs(Campaign other) {
        return session.id() == other.session.id() && targeting.equals(other.targeting);
    }

    Campaign withAudienceOf(long size) {
        return with(size, error, archivedAt);
    }

    /**
     * It does not wait for its session any more.
     *
     * @param at null: it is in sight again
     */
    Campaign archived(Instant at) {
        return with(audienceSize, lostItsSession() ? null : error, at);
    }

    private Campaign with(long size, Said why, Instant archived) {
        return new Campaign(
                id,
                accountId,
                name,
                session,
                status,
                revision,
                message,
                version,
                changes,
                run,
                limit,
                targetRecipients,
                pace,
                targeting,
                size,
                tally,
                why,
                createdAt,
                updatedAt,
                startedAt,
                completedAt,
                archived);
    }
}
