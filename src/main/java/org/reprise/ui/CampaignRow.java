package org.reprise.ui;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Tally;
import org.reprise.progress.Progress;
import org.reprise.telegram.WaitCause;

/**
 * A campaign as a page shows it. Two that are equal look the same, so only others are sent to the browser again.
 *
 * @param ratePerMinute messages with an outcome, 0 while it does not run
 * @param waitingFor why it runs and sends nothing, or null
 * @param waitingUntil the earliest end of that, or null
 * @param waitingSince when that trouble began, or null
 */
public record CampaignRow(
        Campaign campaign,
        Tally tally,
        long ratePerMinute,
        WaitCause waitingFor,
        Instant waitingUntil,
        Instant waitingSince)
        implements Serializable {

    static CampaignRow of(Campaign campaign, Progress progress) {
        return of(campaign, newer(campaign.tally(), progress.tally()), progress);
    }

    /** With the campaign's own counts, for a page that shows more of the same reading. */
    static CampaignRow asRead(Campaign campaign, Progress progress) {
        return of(campaign, campaign.tally(), progress);
    }

    private static CampaignRow of(Campaign campaign, Tally tally, Progress progress) {
        boolean runs = campaign.isRunning();
        return new CampaignRow(
                campaign,
                tally,
                runs ? rate(campaign, progress) : 0,
                runs ? progress.waitingFor() : null,
                runs ? progress.waitingUntil() : null,
                runs ? progress.waitingSince() : null);
    }

    private static long rate(Campaign campaign, Progress progress) {
        return Math.round(progress.expecting(campaign.pace(), campaign.session().expectedRate())
                .ratePerMinute());
    }

    /** The campaign may come from storage or from memory, and so may lag behind the board or be ahead of it. */
    private static Tally newer(Tally one, Tally other) {
        return one.version() > other.version() ? one : other;
    }

    public long id() {
        return campaign.id();
    }

    public long total() {
        return campaign.totalRecipients(tally);
    }

    /** Who would still get the newest revision. */
    public long remaining() {
        return audience() - Math.min(audience(), tally.attempted());
    }

    private long audience() {
        return campaign.settings().limits().most(campaign.audienceSize());
    }

    /** How much of the bar {@code count} fills, 0 to 100. */
    public double share(long count) {
        return total() == 0 ? 0 : Math.min(100, 100.0 * count / total());
    }

    public long percent() {
        return (long) share(tally.processed());
    }

    /** At the present rate, or null when that cannot be said. */
    public Duration timeLeft() {
        long left = total() - tally.processed();
        return ratePerMinute == 0 || left <= 0 ? null : Duration.ofSeconds(1 + left * 60 / ratePerMinute);
    }

    /** The word for how it stands: its status, or {@code waiting} for what is no part of its pace. */
    public String state() {
        return waitingFor != null && !waitingFor.isPace()
                ? "waiting"
                : campaign.status().toString();
    }

    /** Whether somebody is left whom only a resume would reach. */
    public boolean waitsForResume() {
        return can(Verb.RESUME) && remaining() > 0 && !campaign.isArchived();
    }

    /** Whether somebody has to decide about uncertain recipients. */
    public boolean isUndecided() {
        return tally.uncertain() > 0;
    }

    /**
     * What is worth doing now, as the row's one button; null: nothing. Who sends is stopped, who is in doubt is decided
     * about, and only a resume that would reach somebody is offered.
     */
    public NextStep nextStep() {
        if (campaign.isRunning()) {
            return NextStep.STOP;
        }
        if (isUndecided()) {
            return NextStep.DECIDE;
        }
        if (can(Verb.START)) {
            return NextStep.START;
        }
        return waitsForResume() ? NextStep.RESUME : null;
    }

    /** The button of a row. */
    public enum NextStep {
        START,
        STOP,
        RESUME,
        DECIDE
    }

    /** Whether it was never started: then all of it can still be changed. */
    public boolean isDraft() {
        return campaign.status() == CampaignStatus.CREATED;
    }

    public boolean can(Verb verb) {
        return verb.suits(campaign);
    }
}
