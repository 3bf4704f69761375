package org.reprise.ui;

import java.util.Locale;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDesk;

/** What an operator can have done to a campaign from a list, and when. */
public enum Verb {
    START,
    STOP,
    RESUME,
    ARCHIVE,
    UNARCHIVE;

    boolean suits(Campaign campaign) {
        return switch (this) {
            case START -> isNew(campaign);
            case STOP -> campaign.isRunning();
            case RESUME -> !isNew(campaign) && !campaign.isRunning();
            case ARCHIVE -> !campaign.isRunning() && campaign.archivedAt() == null;
            case UNARCHIVE -> campaign.archivedAt() != null;
        };
    }

    Campaign carryOut(CampaignDesk desk, long id) {
        return switch (this) {
            case START -> desk.start(id);
            case STOP -> desk.stop(id);
            case RESUME -> desk.resume(id);
            case ARCHIVE -> desk.archive(id);
            case UNARCHIVE -> desk.unarchive(id);
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
