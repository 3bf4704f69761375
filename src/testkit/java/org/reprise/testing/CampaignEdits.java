package org.reprise.testing;

import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.ExtrasEdit;
import org.reprise.campaign.MessageEdit;
import org.reprise.message.TextFormat;

/** Edits of one thing each, of whatever version. */
public final class CampaignEdits {
    private CampaignEdits() {}

    public static CampaignEdit ofText(String text) {
        return ofText(text, null);
    }

    /** @param text null: the same */
    public static CampaignEdit ofText(String text, TextFormat format) {
        return CampaignEdit.NOTHING.message(new MessageEdit(text, format, ExtrasEdit.NOTHING));
    }

    /** @param limit null clears it */
    public static CampaignEdit ofLimit(Long limit) {
        return CampaignEdit.NOTHING.limit(limit);
    }

    public static CampaignEdit ofName(String name) {
        return CampaignEdit.NOTHING.name(name);
    }

    public static CampaignEdit ofExtras(ExtrasEdit extras) {
        return CampaignEdit.NOTHING.message(new MessageEdit(null, null, extras));
    }
}
