package org.reprise.campaign;

import java.time.Duration;
import org.reprise.telegram.TextFormat;

/**
 * A change of some of a campaign's settings; null members keep their value.
 *
 * @param name a blank one clears it
 * @param changesLimit whether {@code limit} is meant: a null limit then clears it
 * @param ifVersion the version that the editor saw, or null when any will do
 */
public record CampaignEdit(
        Long accountId,
        String session,
        String text,
        boolean changesLimit,
        Long limit,
        Duration pace,
        Integer ifVersion,
        String name,
        TextFormat format,
        ExtrasEdit extras) {

    public CampaignEdit(
            Long accountId,
            String session,
            String text,
            boolean changesLimit,
            Long limit,
            Duration pace,
            Integer ifVersion,
            String name,
            TextFormat format) {
        this(accountId, session, text, changesLimit, limit, pace, ifVersion, name, format, ExtrasEdit.NOTHING);
    }

    public CampaignEdit(
            Long accountId,
            String session,
            String text,
            boolean changesLimit,
            Long limit,
            Duration pace,
            Integer ifVersion,
            String name) {
        this(accountId, session, text, changesLimit, limit, pace, ifVersion, name, null);
    }

    public CampaignEdit(
            Long accountId,
            String session,
            String text,
            boolean changesLimit,
            Long limit,
            Duration pace,
            Integer ifVersion) {
        this(accountId, session, text, changesLimit, limit, pace, ifVersion, null);
    }

    public static CampaignEdit ofText(String text) {
        return new CampaignEdit(null, null, text, false, null, null, null);
    }

    public static CampaignEdit ofLimit(Long limit) {
        return new CampaignEdit(null, null, null, true, limit, null, null);
    }
}
