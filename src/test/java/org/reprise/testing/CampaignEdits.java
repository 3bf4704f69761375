package org.reprise.testing;

import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.ExtrasEdit;
import org.reprise.campaign.TargetingEdit;
import org.reprise.message.TextFormat;

/** Edits of one thing each, of whatever version. */
public final class CampaignEdits {
    private CampaignEdits() {}

    public static CampaignEdit ofText(String text) {
        return new CampaignEdit(
                null, null, text, false, null, null, null, null, null, ExtrasEdit.NOTHING, TargetingEdit.NOTHING);
    }

    public static CampaignEdit ofText(String text, TextFormat format) {
        return new CampaignEdit(
                null, null, text, false, null, null, null, null, format, ExtrasEdit.NOTHING, TargetingEdit.NOTHING);
    }

    /** @param limit null clears it */
    public static CampaignEdit ofLimit(Long limit) {
        return new CampaignEdit(
                null, null, null, true, limit, null, null, null, null, ExtrasEdit.NOTHING, TargetingEdit.NOTHING);
    }

    public static CampaignEdit ofName(String name) {
        return new CampaignEdit(
                null, null, null, false, null, null, null, name, null, ExtrasEdit.NOTHING, TargetingEdit.NOTHING);
    }

    public static CampaignEdit ofExtras(ExtrasEdit extras) {
        return new CampaignEdit(null, null, null, false, null, null, null, null, null, extras, TargetingEdit.NOTHING);
    }
}
