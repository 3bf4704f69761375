package org.reprise.campaign;

import java.time.Duration;
import org.reprise.audience.Targeting;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Session;

/**
 * What an operator asks for.
 *
 * @param name what operators call it, up to 200 characters; null or blank: nothing
 * @param session name of a session
 * @param text 1 to 4,096 UTF-16 units without its marks, not blank
 * @param format of the text; null: plain
 * @param extras null: none
 * @param limit at least 1, or null for everybody
 * @param targetRecipients at least 1, or null; holds where there is no limit
 * @param pace zero or more
 */
public record CampaignDraft(
        long accountId,
        String name,
        String session,
        String text,
        Long limit,
        Long targetRecipients,
        Duration pace,
        Targeting targeting,
        TextFormat format,
        Extras extras) {

    public CampaignDraft {
        extras = extras == null ? Extras.NONE : extras;
        format = format == null ? TextFormat.PLAIN : format;
    }

    static CampaignDraft of(CampaignSettings settings) {
        var message = settings.message();
        return new CampaignDraft(
                settings.accountId(),
                settings.name(),
                settings.session().name(),
                message.text(),
                settings.limits().limit(),
                settings.limits().targetRecipients(),
                settings.pace(),
                settings.targeting(),
                message.format(),
                message.extras());
    }

    /** @throws CampaignRefused invalid, as of {@link #settings} */
    void check() {
        settings(null);
    }

    /** @throws CampaignRefused invalid: a name, a message, a limit or a targeting that no campaign can have */
    CampaignSettings settings(Session by) {
        return settings(by, MessageEdit.entered(text, format, extras));
    }

    /** The same with a message that was checked. */
    CampaignSettings settings(Session by, Message message) {
        return new CampaignSettings(
                accountId,
                CampaignEdit.enteredName(name),
                by,
                message,
                Limits.entered(limit, targetRecipients),
                pace,
                targeting);
    }
}
