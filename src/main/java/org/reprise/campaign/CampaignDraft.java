package org.reprise.campaign;

import java.time.Duration;
import org.reprise.audience.Targeting;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.message.VisibleText;

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
        name = name == null || VisibleText.isBlank(name) ? null : name.strip();
    }

    /** @throws CampaignRefused when Telegram would not take it */
    Message message() {
        return MessageEdit.entered(text, format, extras);
    }
}
