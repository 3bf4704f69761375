package org.reprise.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.run.RunOutcome;
import org.reprise.message.Message;
import org.reprise.telegram.Session;

/**
 * A campaign as it was read. Changes make another one; {@link Campaigns#change} stores it.
 *
 * @param audienceSize how many contacts the targeting selected when last counted
 * @param tally of its deliveries when it was read
 */
public record Campaign(
        long id, CampaignSettings settings, Versions versions, Lifecycle lifecycle, long audienceSize, Tally tally) {

    /**
     * @param revision number of the message, from 1
     * @param version rises with every change of settings: the ETag
     * @param changes rises with every change of settings or status
     */
    public record Versions(int revision, int version, int changes) {
        private Versions edited(boolean message) {
            return new Versions(message ? revision + 1 : revision, version + 1, changes);
        }
    }

    public long accountId() {
        return settings.accountId();
    }

    /** What operators call it, or null. */
    public String name() {
        return settings.name();
    }

    public Session session() {
        return settings.session();
    }

    public Message message() {
        return settings.message();
    }

    /** At least 1; null: everybody. */
    public Long limit() {
        return settings.limits().limit();
    }

    /** The most recipients it may attempt, or null. */
    public Long cap() {
        return settings.limits().cap();
    }

    public Duration pace() {
        return settings.pace();
    }

    public Targeting targeting() {
        return settings.targeting();
    }

    public int revision() {
        return versions.revision();
    }

    public int version() {
        return versions.version();
    }

    public int changes() {
        return versions.changes();
    }

    public CampaignStatus status() {
        return lifecycle.status();
    }

    public int run() {
        return lifecycle.run();
    }

    /** Why it failed or was stopped by Reprise itself, or null. */
    public LocalizedMessage error() {
        return lifecycle.end() == null ? null : lifecycle.end().said();
    }

    public Lifecycle.Times times() {
        return lifecycle.times();
    }

    /** What it sets out to reach; never less than what it has reached. */
    public long totalRecipients(Tally now) {
        if (status() == CampaignStatus.COMPLETED) {
            return now.processed();
        }
        return Math.max(settings.limits().most(audienceSize), now.attempted());
    }

    public boolean isRunning() {
        return status() == CampaignStatus.RUNNING;
    }

    public boolean isArchived() {
        return times().archivedAt() != null;
    }

    /** Whether nobody but Reprise stopped it, for want of a session that can send. */
    boolean lostItsSession() {
        return lifecycle.lostItsSession();
    }

    boolean hasEnded() {
        return lifecycle.hasEnded();
    }

    Campaign started(Instant at) {
        return in(lifecycle.started(at));
    }

    Campaign stopped() {
        return in(lifecycle.stopped());
    }

    Campaign completed(Instant at) {
        return in(lifecycle.completed(at));
    }

    Campaign ended(RunOutcome outcome, EndCause why, Instant at) {
        return in(lifecycle.ended(outcome, why, at));
    }

    /**
     * It does not wait for its session any more.
     *
     * @param at null: it is in sight again
     */
    Campaign archived(Instant at) {
        return in(lifecycle.archived(at));
    }

    /**
     * Itself where the edit changes nothing.
     *
     * @throws CampaignRefused what the edit refuses
     */
    Campaign edited(UnaryOperator<CampaignSettings> edit, Instant at) {
        var edited = edit.apply(settings);
        return edited.sayTheSameAs(settings) ? this : with(edited, at);
    }

    /** A new version, even of the same settings. */
    Campaign with(CampaignSettings other, Instant at) {
        boolean otherSession = other.session().id() != session().id();
        return new Campaign(
                id,
                other,
                versions.edited(!other.message().equals(message())),
                lifecycle.edited(otherSession, at),
                audienceSize,
                tally);
    }

    Campaign withRevision(int number) {
        var same = new Versions(number, versions.version, versions.changes);
        return new Campaign(id, settings, same, lifecycle, audienceSize, tally);
    }

    Campaign withAudienceOf(long size) {
        return new Campaign(id, settings, versions, lifecycle, size, tally);
    }

    private Campaign in(Lifecycle next) {
        return new Campaign(id, settings, versions, next, audienceSize, tally);
    }
}
