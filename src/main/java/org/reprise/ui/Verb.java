package org.reprise.ui;

import java.util.Locale;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.restore.Confirmation;

/** What an operator can have done to a campaign from a list, and when. */
public enum Verb {
    START,
    STOP,
    RESUME,
    ARCHIVE,
    UNARCHIVE,
    DELETE;

    /** Whether the campaign sends then. */
    boolean sends() {
        return this == START || this == RESUME;
    }

    /** What undoes it; null: nothing does, for what was sent was sent. */
    Verb wayBack() {
        return switch (this) {
            case START, RESUME -> STOP;
            case STOP -> RESUME;
            case ARCHIVE -> UNARCHIVE;
            case UNARCHIVE -> ARCHIVE;
            case DELETE -> null;
        };
    }

    boolean suits(Campaign campaign) {
        return switch (this) {
            case START -> isNew(campaign);
            case STOP -> campaign.isRunning();
            case RESUME -> !isNew(campaign) && !campaign.isRunning();
            case ARCHIVE -> !campaign.isRunning() && !campaign.isArchived();
            case UNARCHIVE -> campaign.isArchived();
            case DELETE -> campaign.status() == CampaignStatus.CREATED;
        };
    }

    /** @param confirmation of what a start or resume asks; anything else asks nothing */
    Campaign carryOut(CampaignService desk, long id, Confirmation confirmation) {
        return switch (this) {
            case START -> desk.start(id, confirmation);
            case STOP -> desk.stop(id);
            case RESUME -> desk.resume(id, confirmation);
            case ARCHIVE -> desk.archive(id);
            case UNARCHIVE -> desk.unarchive(id);
            case DELETE -> desk.delete(id, null);
        };
    }

    private static boolean isNew(Campaign campaign) {
        return switch (campaign.status()) {
            case CREATED, SCHEDULED -> true;
            case RUNNING, STOPPED, COMPLETED, FAILED -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
